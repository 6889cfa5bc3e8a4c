// expect holdall(layers): a feature never imports a feature
import { thing } from '../one/thing.ts'

export const used = thing
