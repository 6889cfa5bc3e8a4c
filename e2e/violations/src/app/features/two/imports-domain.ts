// expect holdall(layers): the UI sees the domain through its contract
import { db } from '#vdfs/db/db.ts'

export const used = db
