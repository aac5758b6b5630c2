/** The part of the package `semver` that is used here; it has no types of its own. */
declare module 'semver' {
  const semver: {
    /** The version in its normal form; null if the text is not a version. */
    valid(text: string): string | null
    /** Whether `one` is newer than `other`. @throws TypeError if one of them is not a version */
    gt(one: string, other: string): boolean
  }
  export default semver
}
