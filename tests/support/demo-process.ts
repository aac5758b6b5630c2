import * as grpc from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { ProtoGrpcType } from '../../src/proto-types/generated/demo/control'
import type { ControlDefinition } from '../../src/proto-types/generated/demo/demo/Control'

const root = process.cwd()
const CALL_DEADLINE_MS = 10_000

type RequestOf<Name extends keyof ControlDefinition> = Parameters<ControlDefinition[Name]['requestSerialize']>[0]
type AnswerOf<Name extends keyof ControlDefinition> = ReturnType<ControlDefinition[Name]['responseDeserialize']>

/** A demo node in a process of its own, as a person starts it, steered through its control service. */
export interface DemoProcess {
  readonly grpc: string
  readonly http: string
  readonly control: string
  readonly pubkey: string
  /** Any call of proto/demo/control.proto. */
  call<Name extends keyof ControlDefinition>(name: Name, request: RequestOf<Name>): Promise<AnswerOf<Name>>
  stop(): Promise<void>
}

type Ready = Pick<DemoProcess, 'grpc' | 'http' | 'control' | 'pubkey'>

async function readyLine(child: ChildProcess): Promise<Ready> {
  if (child.stdout === null) throw new Error('the demo node has no stdout')
  for await (const line of createInterface({ input: child.stdout })) {
    const parsed = JSON.parse(line) as { readonly event: string } & Ready
    if (parsed.event === 'ready') return parsed
  }
  throw new Error('the demo node ended before it was ready')
}

function loadControl(): ProtoGrpcType['demo']['Control'] {
  const file = join(root, 'proto/demo/control.proto')
  const definition = loadSync(file, { keepCase: true, longs: String, bytes: Buffer, defaults: true })
  const types = grpc.loadPackageDefinition(definition) as unknown as ProtoGrpcType
  return types.demo.Control
}

/** Starts the built demo node on free ports; `args` come after the ones that make it quiet. */
export async function startDemoProcess(args: readonly string[] = []): Promise<DemoProcess> {
  const cli = join(root, 'out/main/demo-node-cli.js')
  const anyPort = '127.0.0.1:0'
  const quiet = ['--grpc', anyPort, '--http', anyPort, '--control', anyPort, '--behaviour', 'quiet']
  const child = spawn(process.execPath, [cli, ...quiet, ...args], { stdio: ['ignore', 'pipe', 'ignore'] })
  const exited = once(child, 'exit')
  const ready = await readyLine(child)
  const Control = loadControl()
  const client = new Control(ready.control, grpc.credentials.createInsecure())
  return {
    grpc: ready.grpc,
    http: ready.http,
    control: ready.control,
    pubkey: ready.pubkey,
    call: (name, request) =>
      new Promise((resolve, reject) => {
        // The definition's types follow from its name; the compiler cannot see that across the union of all names.
        const method = Control.service[name] as unknown as grpc.MethodDefinition<
          RequestOf<typeof name>,
          AnswerOf<typeof name>
        >
        client.makeUnaryRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          request,
          new grpc.Metadata(),
          { deadline: Date.now() + CALL_DEADLINE_MS },
          (error, answer) =>
            answer === undefined ? reject(error ?? new Error(`${name} gave no answer`)) : resolve(answer)
        )
      }),
    stop: async () => {
      client.close()
      child.kill('SIGTERM')
      await exited
    }
  }
}
