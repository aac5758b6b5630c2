// @ts-check

/**
 * Chromium refuses to run as root with its sandbox. For any other user the sandbox stays on.
 * @param {{ platform: string, uid: number | undefined }} user uid: undefined if the system has none (Windows)
 * @returns {string[]}
 */
export const launchArgs = ({ platform, uid }) => (platform === 'linux' && uid === 0 ? ['--no-sandbox'] : [])
