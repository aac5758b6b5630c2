/* global requestAnimationFrame */
requestAnimationFrame(() => performance.mark('interactive'))
