import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { protoJson } from './build/proto-json'

const plugins = [protoJson(resolve(import.meta.dirname, 'proto'))]

export default defineConfig({
  test: {
    projects: [
      {
        plugins,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.ts'],
          exclude: ['tests/unit/renderer/**']
        }
      },
      {
        plugins,
        test: { name: 'contract', environment: 'node', include: ['tests/contract/**/*.test.ts'] }
      }
    ]
  }
})
