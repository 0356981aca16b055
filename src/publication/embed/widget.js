// Puts a frame of the service platform where this script stands:
//   <script src="https://…/embed/widget.js" data-widget="search" data-place="511602000000" async></script>
// data-widget: search or services; every other data- attribute is a parameter of the frame's address, but data-title and
// data-height. Nothing is stored, no cookie is set, and nothing of the page around is read.
(() => {
  const script = document.currentScript;
  if (!script) return;
  const site = new URL(script.src).origin;
  const { widget = "search", title, height = "240", ...parameters } = script.dataset;
  const frame = document.createElement("iframe");
  frame.src = `${site}/embed/${encodeURIComponent(widget)}?${new URLSearchParams(parameters)}`;
  frame.title = title || (widget === "search" ? "政务服务搜索" : "政务服务事项");
  frame.width = "100%";
  frame.height = height;
  frame.setAttribute("frameborder", "0");
  frame.referrerPolicy = "no-referrer";
  script.after(frame);
  addEventListener("message", (event) => {
    if (event.source !== frame.contentWindow || event.origin !== site) return;
    const wanted = Number(event.data?.yiwangHeight);
    if (wanted > 0 && wanted < 20000) frame.height = String(Math.ceil(wanted));
  });
})();
