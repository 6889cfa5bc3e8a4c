// expect holdall(layers): the domain imports only the domain
import { thing } from '#workers/fs/thing.ts'

export const used = thing
