// expect holdall(layers): cross a layer by its name
import { contract } from '../../vdfs/api/contract.ts'

export const used = contract
