import { anhui } from './specialities/anhui.ts';
import { chongqing } from './specialities/chongqing.ts';
import { gansuEast } from './specialities/gansu-east.ts';
import { gansuSouth } from './specialities/gansu-south.ts';
import { guangxi } from './specialities/guangxi.ts';
import { guizhouNorth } from './specialities/guizhou-north.ts';
import { guizhouSouth } from './specialities/guizhou-south.ts';
import { hainan } from './specialities/hainan.ts';
import { hebei } from './specialities/hebei.ts';
import { heilongjiang } from './specialities/heilongjiang.ts';
import { henan } from './specialities/henan.ts';
import { hubei } from './specialities/hubei.ts';
import { hunan } from './specialities/hunan.ts';
import { innerMongolia } from './specialities/inner-mongolia.ts';
import { jiangxi } from './specialities/jiangxi.ts';
import { jilin } from './specialities/jilin.ts';
import { ningxia } from './specialities/ningxia.ts';
import { qinghai } from './specialities/qinghai.ts';
import { shaanxiNorth } from './specialities/shaanxi-north.ts';
import { shaanxiSouth } from './specialities/shaanxi-south.ts';
import { shanxi } from './specialities/shanxi.ts';
import { sichuanBasin } from './specialities/sichuan-basin.ts';
import { sichuanPlateau } from './specialities/sichuan-plateau.ts';
import { tibetEast } from './specialities/tibet-east.ts';
import { tibetWest } from './specialities/tibet-west.ts';
import { xinjiang } from './specialities/xinjiang.ts';
import { yunnanNorth } from './specialities/yunnan-north.ts';
import { yunnanSouth } from './specialities/yunnan-south.ts';
import type { Speciality } from './speciality.ts';

/**
 * Every speciality of the demo directory, over all 22 provinces of the 832 counties. Certificates and
 * suppliers are derived from a speciality's place in this list.
 */
export const specialities: readonly Speciality[] = [
  ...hebei,
  ...shanxi,
  ...innerMongolia,
  ...jilin,
  ...heilongjiang,
  ...anhui,
  ...jiangxi,
  ...henan,
  ...hubei,
  ...hunan,
  ...guangxi,
  ...hainan,
  ...chongqing,
  ...sichuanBasin,
  ...sichuanPlateau,
  ...guizhouNorth,
  ...guizhouSouth,
  ...yunnanNorth,
  ...yunnanSouth,
  ...tibetWest,
  ...tibetEast,
  ...shaanxiNorth,
  ...shaanxiSouth,
  ...gansuEast,
  ...gansuSouth,
  ...qinghai,
  ...ningxia,
  ...xinjiang,
];
