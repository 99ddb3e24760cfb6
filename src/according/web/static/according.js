/* What pages do beyond links and forms: words in place, keys, layers, dropped files. Without it all
   is there still: words open on their report's page. */
"use strict";
(() => {
  const all = (what, from = document) => [...from.querySelectorAll(what)];
  const drawer = document.getElementById("drawer");
  let opened = null;

  async function openWords(link) {
    opened?.classList.remove("open");
    opened = link;
    link.classList.add("open");
    await htmx.ajax("GET", link.dataset.words, { target: "#drawer-body", swap: "innerHTML" });
    drawer.hidden = false;
    drawer.focus({ preventScroll: true });
  }
  function shut() {
    drawer.hidden = true;
    opened?.classList.remove("open");
    opened?.focus();
    opened = null;
  }
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-words]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      openWords(link);
    }
  });
  document.getElementById("shut").addEventListener("click", shut);

  /* Keys */
  const places = { h: "/", e: "/events", m: "/map", t: "/timeline", a: "/add", r: "/queue", c: "/coding" };
  let going = false;
  function step(what, by) {
    const some = all(what).filter((each) => each.offsetParent !== null);
    if (!some.length) return;
    const at = some.findIndex((each) => each === document.activeElement || each.contains(document.activeElement));
    const next = some[at < 0 ? (by > 0 ? 0 : some.length - 1) : Math.min(Math.max(at + by, 0), some.length - 1)];
    const target = next.matches("a, mark, [tabindex]") ? next : next.querySelector("a") || next;
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  }
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !drawer.hidden) return shut();
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (going) {
      going = false;
      if (places[event.key]) location.href = places[event.key];
      return;
    }
    const keys = {
      "/": () => document.getElementById("find").focus(),
      "?": () => (location.href = "/about#keys"),
      g: () => (going = true),
      j: () => step("[data-item]", 1),
      k: () => step("[data-item]", -1),
      n: () => step("main [data-words], main mark[tabindex]", 1),
      p: () => step("main [data-words], main mark[tabindex]", -1),
    };
    if (keys[event.key]) {
      event.preventDefault();
      return keys[event.key]();
    }
    /* On a field: what it offers under this key. */
    const offered = event.key.length === 1 && event.target.closest("[data-item]")?.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (offered) {
      event.preventDefault();
      offered.click();
      if (offered.matches("summary")) offered.parentElement.querySelector("input:not([type=hidden]), select")?.focus();
    }
  });

  /* A finding that was decided on is put anew: the same field keeps the focus. What fails is said. */
  const failed = document.getElementById("failed");
  let field = null;
  document.addEventListener("htmx:beforeRequest", (event) => {
    failed.hidden = true;
    const row = event.target.closest(".field");
    field = row && { finding: row.closest(".finding").id, name: row.dataset.field, inside: drawer.contains(row) };
  });
  document.addEventListener("htmx:afterSwap", () => {
    if (!field) return;
    const from = field.inside ? drawer : document.getElementById("main");
    const finding = all(".finding", from).find((each) => each.id === field.finding);
    all(".field", finding || from).find((each) => finding && each.dataset.field === field.name)?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    failed.textContent = page.querySelector(".wrong")?.textContent || "This was not done: load the page again.";
    failed.hidden = false;
  });

  /* A report: findings light their words, layers are shown and hidden */
  function light(name, on) {
    all("mark[data-of]").filter((each) => each.dataset.of.split(" ").includes(name)).forEach((each) => each.classList.toggle("lit", on));
  }
  for (const each of all("[data-finding]")) {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focusin", true], ["focusout", false]]) {
      each.addEventListener(event, () => light(each.dataset.finding, on));
    }
  }
  document.querySelector("[data-layers]")?.addEventListener("change", (event) => {
    const { value, checked } = event.target;
    all("mark[data-layer]").filter((each) => each.dataset.layer === value).forEach((each) => each.classList.toggle("off", !checked));
  });
  for (const each of all("[data-passage]")) {
    for (const [event, on] of [["mouseenter", true], ["mouseleave", false], ["focus", true], ["blur", false]]) {
      each.addEventListener(event, () => {
        const same = all("[data-passage]").filter((other) => other.dataset.passage === each.dataset.passage);
        same.forEach((other) => other.classList.toggle("lit", on));
        if (on) same.find((other) => other.closest("section") !== each.closest("section"))?.scrollIntoView({ block: "nearest" });
      });
    }
  }

  /* Tables that go on beyond their edge say so */
  for (const each of all(".scroll")) {
    const hint = document.createElement("p");
    hint.className = "wider";
    hint.textContent = "This goes on to the right: scroll, or Shift and the wheel.";
    each.prepend(hint);
    new ResizeObserver(() => each.classList.toggle("goes-on", each.scrollWidth > each.clientWidth + 1)).observe(each);
  }

  /* Files that are dropped */
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const say = () => {
      const count = input.files.length;
      drop.querySelector("[data-chosen]").textContent = count ? `${count} file${count === 1 ? "" : "s"} chosen` : "";
    };
    input.addEventListener("change", say);
    for (const [event, over] of [["dragover", true], ["dragleave", false], ["drop", false]]) {
      drop.addEventListener(event, (moved) => {
        moved.preventDefault();
        drop.classList.toggle("over", over);
        if (event === "drop" && moved.dataTransfer.files.length) {
          input.files = moved.dataTransfer.files;
          say();
        }
      });
    }
  }
})();
