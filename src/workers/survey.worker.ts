// Entry: goes through many folders of one root, as the core's worker asks (fs/surveys.ts).
import { createSurveyor } from './fs/surveyor.ts'
import type { SurveyAnswer, SurveyRequest } from './fs/surveys.ts'

declare const self: DedicatedWorkerGlobalScope

const surveyor = createSurveyor((answer: SurveyAnswer, transfer: Transferable[]) =>
  self.postMessage(answer, transfer),
)
self.addEventListener('message', ({ data }: MessageEvent<SurveyRequest>) => surveyor.ask(data))
