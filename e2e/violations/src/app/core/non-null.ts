// expect typescript(no-non-null-assertion)
export const first = (list: number[]) => list[0]!
