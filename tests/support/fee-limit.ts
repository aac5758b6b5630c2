import { DEFAULT_SETTINGS } from '../../src/shared/domain/settings'
import { feeLimitOf } from '../../src/shared/policy/fee-limit'

/** As in new settings: 1 % or 10 sats. */
export const FEE_LIMIT = feeLimitOf(DEFAULT_SETTINGS)
