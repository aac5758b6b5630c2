/** Far above any delay of a busy machine: a call that has not ended by then hangs. Milliseconds. */
export const HANGS_MS = 10_000

export async function settledInTime<T>(call: Promise<T>): Promise<T | 'hangs'> {
  let timer: NodeJS.Timeout | undefined
  const hangs = new Promise<'hangs'>((resolve) => {
    timer = setTimeout(() => resolve('hangs'), HANGS_MS)
  })
  return Promise.race([call, hangs]).finally(() => clearTimeout(timer))
}
