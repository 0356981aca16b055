// Tells the page around how high this frame would like to be. Who put the frame in by hand may leave that unheard.
const tell = () => parent.postMessage({ yiwangHeight: document.documentElement.offsetHeight }, "*");
new ResizeObserver(tell).observe(document.documentElement);
tell();
