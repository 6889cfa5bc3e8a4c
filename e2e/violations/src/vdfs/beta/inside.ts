// Clean: private to its folder.
export const inside = 'inside'
