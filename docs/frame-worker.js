/* Browsers start no workers for pages that are files, and search is one. So for these a frame takes
   the place of the worker: it runs the same script, and messages go to and fro as events. */
if (location.protocol === "file:") {
  window.Worker = class extends EventTarget {
    constructor(url) {
      super()
      const frame = document.createElement("iframe")
      const script = document.createElement("script")
      frame.hidden = true
      this.ready = new Promise((ready) => {
        frame.addEventListener("load", () => {
          const inside = frame.contentWindow
          inside.postMessage = (data) => {
            const event = new MessageEvent("message", { data })
            this.dispatchEvent(event)
            if (this.onmessage) this.onmessage(event)
          }
          inside.importScripts = () => Promise.resolve()
          script.addEventListener("load", () => ready(inside))
          script.src = url
          inside.document.body.append(inside.document.adoptNode(script))
        }, { once: true })
      })
      frame.srcdoc = "<!doctype html><meta charset=utf-8><body></body>"
      document.body.append(frame)
      this.frame = frame
    }

    postMessage(data) {
      this.ready.then((inside) => inside.dispatchEvent(new inside.MessageEvent("message", { data })))
    }

    terminate() {
      this.frame.remove()
    }
  }
}
