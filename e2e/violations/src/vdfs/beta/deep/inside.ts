// Clean: private to its folder, however deep.
export const inside = 'inside'
