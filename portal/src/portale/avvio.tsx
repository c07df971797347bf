import { start } from '../kit/start'
import { Portale } from './Portale'

start('/', <Portale />)
