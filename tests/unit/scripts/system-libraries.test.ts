import { describe, expect, it } from 'vitest'
import { candidates, installArgs, installCommand, availableNames } from '../../../scripts/electron/apt.mjs'
import { missingLibraries, packagesFor } from '../../../scripts/electron/system-libraries.mjs'

const LDD = `	linux-vdso.so.1 (0x00007ffd3b5f2000)
	libffmpeg.so => /opt/electron/libffmpeg.so (0x00007f0c1f000000)
	libnss3.so => not found
	libnssutil3.so => not found
	libgtk-3.so.0 => not found
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f0c1ee00000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f0c1f400000)
`

const POLICY = `libgtk-3-0:
  Installed: (none)
  Candidate: (none)
  Version table:
libgtk-3-0t64:
  Installed: (none)
  Candidate: 3.24.41-4ubuntu1.3
  Version table:
     3.24.41-4ubuntu1.3 500
libnss3:
  Installed: 2:3.98-1build1
  Candidate: 2:3.98-1build1
`

describe('the missing libraries', () => {
  it('are those that ldd does not find', () => {
    expect(missingLibraries(LDD)).toEqual(['libnss3.so', 'libnssutil3.so', 'libgtk-3.so.0'])
  })

  it('are mapped to packages, each once', () => {
    expect(packagesFor(['libnss3.so', 'libnssutil3.so', 'libgtk-3.so.0'])).toEqual({
      packages: ['libnss3', 'libgtk-3-0'],
      unknown: []
    })
  })

  it('keep their names if no package is known for them', () => {
    expect(packagesFor(['libfoo.so.7', 'libgbm.so.1'])).toEqual({
      packages: ['libgbm1'],
      unknown: ['libfoo.so.7']
    })
  })
})

describe('the package names', () => {
  it('are the aliases that this release can install', () => {
    expect(availableNames(['libgtk-3-0', 'libnss3'], candidates(POLICY))).toEqual([
      'libgtk-3-0t64',
      'libnss3'
    ])
  })

  it('are unchanged if apt knows neither alias', () => {
    expect(availableNames(['libasound2'], candidates(''))).toEqual(['libasound2'])
  })

  it('are the plain ones if both exist', () => {
    expect(availableNames(['libasound2'], new Set(['libasound2t64', 'libasound2']))).toEqual(['libasound2'])
  })
})

describe('the apt command', () => {
  it('is complete, so that a person can paste it', () => {
    expect(installCommand(['xvfb', 'libnss3'])).toBe(
      'sudo apt-get update && sudo apt-get install -y --no-install-recommends xvfb libnss3'
    )
  })

  it('asks no question and waits for another apt when we run it', () => {
    expect(installArgs(['xvfb'])).toEqual([
      '-o',
      'DPkg::Lock::Timeout=120',
      'install',
      '-y',
      '--no-install-recommends',
      'xvfb'
    ])
  })
})
