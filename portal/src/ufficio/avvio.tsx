import { start } from '../kit/start'
import { Ufficio } from './Ufficio'

start('/ufficio', <Ufficio />)
