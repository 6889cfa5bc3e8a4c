// Clean: an adapter sees the composition root, the ports and the contract.
import { contract } from '#vdfs/api/contract.ts'
import { core } from '#vdfs/core.ts'
import type { Ports } from '#vdfs/ports.ts'

export const thing = (ports: Ports) => [contract.name, core.length, ports.clock()]
