// @ts-check

/**
 * Bytes as people read them, in megabytes of a million.
 * @param {number} bytes
 */
export const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`
