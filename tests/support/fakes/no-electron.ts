/** Replaces `electron` under plain Node. Packages that import it (electron-store) work without it. */
export default {}
