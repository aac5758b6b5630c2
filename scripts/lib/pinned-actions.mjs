// @ts-check

/**
 * The actions in a workflow that are not pinned by a full commit id: a tag or a branch can be moved to other code
 * later. Workflows of this repository itself (`./…`) come from the commit that runs.
 * @param {string} workflow
 * @returns {string[]} as in `uses`
 */
export function unpinnedActions(workflow) {
  return [...workflow.matchAll(/^\s*(?:-\s*)?uses:\s*['"]?([^\s'"#]+)/gmu)]
    .map(([, action = '']) => action)
    .filter((action) => !action.startsWith('./') && !/@[0-9a-f]{40}$/u.test(action))
}
