import type { ActivityFilter, ExportFormat, ExportProgress } from '../../shared/domain/activity'
import type { ImpApi } from '../../shared/ipc/contract'

/** The result of the last export. A cancelled one is not reported. */
export type ExportEnd = { readonly kind: 'saved'; readonly rows: number } | { readonly kind: 'failed' }

/** The one export that may run. It continues while another screen is open. */
export class ExportTask {
  running = $state(false)
  /** Undefined until the first rows are written, that is while the file dialog is open. */
  progress = $state.raw<ExportProgress | undefined>()
  ended = $state.raw<ExportEnd | undefined>()
  readonly #imp: ImpApi

  constructor(imp: ImpApi) {
    this.#imp = imp
  }

  run(format: ExportFormat, filter: ActivityFilter, query: string): Promise<void> {
    return this.#run(() => this.#imp.activity.export({ format, filter, query }))
  }

  /** Exports the activity list and the messages into a folder. */
  runAll(format: ExportFormat): Promise<void> {
    return this.#run(() => this.#imp.activity.exportAll({ format }))
  }

  readonly cancel = (): void => void this.#imp.activity.cancelExport()

  readonly dismiss = (): void => {
    this.ended = undefined
  }

  async #run(write: () => ReturnType<ImpApi['activity']['exportAll']>): Promise<void> {
    if (this.running) return
    this.running = true
    this.ended = undefined
    this.progress = undefined
    const stop = this.#imp.on('exporting', (progress) => (this.progress = progress))
    const result = await write()
    stop()
    this.running = false
    this.progress = undefined
    if (!result.ok) this.ended = { kind: 'failed' }
    else if (result.value !== undefined) this.ended = { kind: 'saved', rows: result.value }
  }
}
