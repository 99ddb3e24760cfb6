/* A disk that fails at one call: loaded before all other libraries (LD_PRELOAD), it counts the
   calls that change files under one folder, over all processes, and has one of them fail, write
   half of what it should, or kill its process. What is asked for, and what came of it, is in a file
   that all of them have in memory (ACCORDING_FAILING). See tests/crash/shim.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FAIL = 1, SHORT = 2, KILL = 3, TORN = 4 };

#define LOG (4 << 20)

struct control {
    long long armed, calls, at, mode, error, lasting, used;
    char what[512];
    char under[1024];
    char log[LOG];
};

static struct control *control;

__attribute__((constructor)) static void begin(void) {
    const char *name = getenv("ACCORDING_FAILING");
    if (name == NULL) return;
    int file = open(name, O_RDWR | O_CLOEXEC);
    if (file < 0) return;
    void *found = mmap(NULL, sizeof(struct control), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (found != MAP_FAILED) control = found;
    close(file);
}

static int is_under(const char *path) {
    size_t length = strlen(control->under);
    return strncmp(path, control->under, length) == 0 && path[length] == '/';
}

static void note(const char *call, const char *path) {
    char line[PATH_MAX];
    int length = snprintf(line, sizeof line, "%s %s\n", call, path);
    long long at = __atomic_fetch_add(&control->used, length, __ATOMIC_SEQ_CST);
    if (at + length < LOG) memcpy(control->log + at, line, length);
}

/* What is to become of a call on a file: 0 if nothing. */
static int due(const char *call, const char *path, int takes_room, int writes) {
    char whole[PATH_MAX];
    if (control == NULL || !control->armed || path == NULL) return 0;
    if (path[0] != '/') {
        char here[PATH_MAX / 2];
        if (getcwd(here, sizeof here) == NULL) return 0;
        snprintf(whole, sizeof whole, "%s/%s", here, path);
        path = whole;
    }
    if (!is_under(path)) return 0;
    path += strlen(control->under) + 1;
    long long number = __atomic_add_fetch(&control->calls, 1, __ATOMIC_SEQ_CST);
    if (control->at == 0) note(call, path);
    if (control->at == 0 || number < control->at) return 0;
    if (number > control->at && !control->lasting) return 0;
    /* A full disk fails what takes room, and nothing else. */
    if (control->error == ENOSPC && !takes_room) return 0;
    int become = (int)control->mode;
    if (become == SHORT && !control->error && !writes) return 0;
    if (control->what[0] == 0) snprintf(control->what, sizeof control->what, "%s %s", call, path);
    else if (become == SHORT) become = FAIL;
    if (become == KILL || (become == TORN && !writes)) kill(getpid(), SIGKILL);
    if (become == SHORT && !writes) become = FAIL;
    errno = (int)control->error;
    return become;
}

static int due_at(const char *call, int file, int takes_room, int writes) {
    if (control == NULL || !control->armed) return 0;
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return due(call, path, takes_room, writes);
}

#define REAL(result, name, ...)                                             \
    static result (*real)(__VA_ARGS__);                                     \
    if (real == NULL) real = (result(*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* Half of a write is done, for modes that do half; of one byte nothing. */
#define HALF(become, half)                                                  \
    if (become == FAIL || (become == SHORT && count < 2 && errno)) return -1; \
    if (become == TORN) {                                                   \
        half;                                                               \
        kill(getpid(), SIGKILL);                                            \
    }                                                                       \
    if (become == SHORT && count > 1) return half

ssize_t write(int file, const void *data, size_t count) {
    REAL(ssize_t, "write", int, const void *, size_t);
    int become = due_at("write", file, 1, 1);
    HALF(become, real(file, data, count / 2));
    return real(file, data, count);
}

ssize_t pwrite(int file, const void *data, size_t count, off_t at) {
    REAL(ssize_t, "pwrite", int, const void *, size_t, off_t);
    int become = due_at("pwrite", file, 1, 1);
    HALF(become, real(file, data, count / 2, at));
    return real(file, data, count, at);
}

ssize_t pwrite64(int file, const void *data, size_t count, off64_t at) {
    REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t);
    int become = due_at("pwrite", file, 1, 1);
    HALF(become, real(file, data, count / 2, at));
    return real(file, data, count, at);
}

ssize_t writev(int file, const struct iovec *parts, int number) {
    REAL(ssize_t, "writev", int, const struct iovec *, int);
    if (due_at("writev", file, 1, 0)) return -1;
    return real(file, parts, number);
}

int fsync(int file) {
    REAL(int, "fsync", int);
    return due_at("fsync", file, 0, 0) ? -1 : real(file);
}

int fdatasync(int file) {
    REAL(int, "fdatasync", int);
    return due_at("fdatasync", file, 0, 0) ? -1 : real(file);
}

static int grows(int file, long long length) {
    struct stat found;
    return fstat(file, &found) != 0 || length > found.st_size;
}

int ftruncate(int file, off_t length) {
    REAL(int, "ftruncate", int, off_t);
    return due_at("ftruncate", file, grows(file, length), 0) ? -1 : real(file, length);
}

int ftruncate64(int file, off64_t length) {
    REAL(int, "ftruncate64", int, off64_t);
    return due_at("ftruncate", file, grows(file, length), 0) ? -1 : real(file, length);
}

int fallocate(int file, int mode, off_t at, off_t length) {
    REAL(int, "fallocate", int, int, off_t, off_t);
    return due_at("fallocate", file, 1, 0) ? -1 : real(file, mode, at, length);
}

int rename(const char *from, const char *to) {
    REAL(int, "rename", const char *, const char *);
    return due("rename", from, 0, 0) ? -1 : real(from, to);
}

int renameat(int one, const char *from, int other, const char *to) {
    REAL(int, "renameat", int, const char *, int, const char *);
    return due("rename", from, 0, 0) ? -1 : real(one, from, other, to);
}

int mkdir(const char *path, mode_t mode) {
    REAL(int, "mkdir", const char *, mode_t);
    return due("mkdir", path, 1, 0) ? -1 : real(path, mode);
}

/* To open is a change where it makes the file. */
static int makes(const char *path, int flags) {
    return (flags & O_CREAT) && access(path, F_OK) != 0;
}

#define OPENS(name)                                                         \
    int name(const char *path, int flags, ...) {                            \
        mode_t mode = 0;                                                    \
        if (flags & (O_CREAT | O_TMPFILE)) {                                \
            va_list more;                                                   \
            va_start(more, flags);                                          \
            mode = va_arg(more, mode_t);                                    \
            va_end(more);                                                   \
        }                                                                   \
        REAL(int, #name, const char *, int, ...);                           \
        if (control != NULL && makes(path, flags) && due("make", path, 1, 0)) return -1; \
        return real(path, flags, mode);                                     \
    }

OPENS(open)
OPENS(open64)

#define OPENS_AT(name)                                                      \
    int name(int folder, const char *path, int flags, ...) {                \
        mode_t mode = 0;                                                    \
        if (flags & (O_CREAT | O_TMPFILE)) {                                \
            va_list more;                                                   \
            va_start(more, flags);                                          \
            mode = va_arg(more, mode_t);                                    \
            va_end(more);                                                   \
        }                                                                   \
        REAL(int, #name, int, const char *, int, ...);                      \
        if (control != NULL && makes(path, flags) && due("make", path, 1, 0)) return -1; \
        return real(folder, path, flags, mode);                             \
    }

OPENS_AT(openat)
OPENS_AT(openat64)
