// Clean: what the world must give.
export interface Ports {
  readonly clock: () => number
}
