import { expect, test } from 'vitest'
import type { Giorno } from '../../kit/tempo/giorno'
import { ogniMese } from './ogniMese'

test('a month that is too short gives its last day, and the next is whole again', () => {
  expect(ogniMese('2027-12-31' as Giorno, 4)).toEqual(['2027-12-31', '2028-01-31', '2028-02-29', '2028-03-31'])
})
