// Clean: a feature uses the core, the contract and its own folder.
import { contract } from '#vdfs/api/contract.ts'
import { thing as core } from '../../core/thing.ts'

export const thing = [contract.name, core]
