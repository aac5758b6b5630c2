/** Stands in for `electron` under plain Node, where packages that import it (electron-store) can do without it. */
export default {}
