// expect holdall(layers): its composition root, its ports and its contract
import { db } from '#vdfs/db/db.ts'

export const used = db
