/** The version in package.json, inserted by the build. */
declare const __APP_VERSION__: string
/** True if the page is served by the dev server; inserted by the build. */
declare const __DEV__: boolean
