// expect holdall(layers): the UI sees the domain through its contract
export { db } from '#vdfs/db/db.ts'
