import { describe, expect, it } from 'vitest'
import { installCommand, missingLibraries } from '../../../scripts/electron/system.mjs'

const LDD = `	linux-vdso.so.1 (0x00007ffd3b5f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f0c1f000000)
	libnss3.so => not found
	libnssutil3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0c1ee00000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f0c1f400000)
`

describe('the missing libraries', () => {
  it('are those that ldd does not find', () => {
    expect(missingLibraries(LDD)).toEqual(['libnss3.so', 'libnssutil3.so', 'libgtk-3.so.0'])
  })
})

describe('the command that installs system packages', () => {
  it('is complete and quoted, so that a person can paste it', () => {
    expect(installCommand(['libasound2t64 | libasound2', 'xvfb'])).toBe(
      "sudo apt-get update && sudo apt-get satisfy -y --no-install-recommends 'libasound2t64 | libasound2, xvfb'"
    )
  })
})
