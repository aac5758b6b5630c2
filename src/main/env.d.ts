/** The version in package.json. Put in by the build. */
declare const __APP_VERSION__: string
/** True in the build that the dev server serves the page for. Put in by the build. */
declare const __DEV__: boolean
