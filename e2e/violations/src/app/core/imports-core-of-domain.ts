// expect holdall(layers): the UI sees the domain through its contract
import { core } from '#vdfs/core.ts'

export const used = core
