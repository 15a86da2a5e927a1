// Written by "npm run generate" from openapi.yaml and internal.yaml. Do not edit.
var __getOwnPropNames=Object.getOwnPropertyNames;var __commonJS=(cb,mod)=>function(){try{return mod||(0,cb[__getOwnPropNames(cb)[0]])((mod={exports:{}}).exports,mod),mod.
exports}catch(e){throw mod=0,e}};var require_ucs2length=__commonJS({"node_modules/ajv/dist/runtime/ucs2length.js"(exports){"use strict";Object.defineProperty(
exports,"__esModule",{value:!0});function ucs2length(str){let len=str.length,length=0,pos=0,value;for(;pos<len;)length++,
value=str.charCodeAt(pos++),value>=55296&&value<=56319&&pos<len&&(value=str.charCodeAt(pos),(value&64512)===56320&&pos++);
return length}exports.default=ucs2length;ucs2length.code='require("ajv/dist/runtime/ucs2length").default'}});var require_formats=__commonJS({"node_modules/ajv-formats/dist/formats.js"(exports){"use strict";Object.defineProperty(exports,
"__esModule",{value:!0});exports.formatNames=exports.fastFormats=exports.fullFormats=void 0;function fmtDef(validate,compare){
return{validate,compare}}exports.fullFormats={date:fmtDef(date,compareDate),time:fmtDef(getTime(!0),compareTime),"date-t\
ime":fmtDef(getDateTime(!0),compareDateTime),"iso-time":fmtDef(getTime(),compareIsoTime),"iso-date-time":fmtDef(getDateTime(),
compareIsoDateTime),duration:/^P(?!$)((\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?|(\d+W)?)$/,uri,"uri-reference":/^(?:[a-z][a-z0-9+\-.]*:)?(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'"()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'"()*+,;=:@]|%[0-9a-f]{2})*)*)?(?:\?(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'"()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i,
"uri-template":/^(?:(?:[^\x00-\x20"'<>%\\^`{|}]|%[0-9a-f]{2})|\{[+#./;?&=,!@|]?(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?(?:,(?:[a-z0-9_]|%[0-9a-f]{2})+(?::[1-9][0-9]{0,3}|\*)?)*\})*$/i,
url:/^(?:https?|ftp):\/\/(?:\S+(?::\S*)?@)?(?:(?!(?:10|127)(?:\.\d{1,3}){3})(?!(?:169\.254|192\.168)(?:\.\d{1,3}){2})(?!172\.(?:1[6-9]|2\d|3[0-1])(?:\.\d{1,3}){2})(?:[1-9]\d?|1\d\d|2[01]\d|22[0-3])(?:\.(?:1?\d{1,2}|2[0-4]\d|25[0-5])){2}(?:\.(?:[1-9]\d?|1\d\d|2[0-4]\d|25[0-4]))|(?:(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)(?:\.(?:[a-z0-9\u{00a1}-\u{ffff}]+-)*[a-z0-9\u{00a1}-\u{ffff}]+)*(?:\.(?:[a-z\u{00a1}-\u{ffff}]{2,})))(?::\d{2,5})?(?:\/[^\s]*)?$/iu,
email:/^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i,
hostname:/^(?=.{1,253}\.?$)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[-0-9a-z]{0,61}[0-9a-z])?)*\.?$/i,ipv4:/^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/,
ipv6:/^((([0-9a-f]{1,4}:){7}([0-9a-f]{1,4}|:))|(([0-9a-f]{1,4}:){6}(:[0-9a-f]{1,4}|((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){5}(((:[0-9a-f]{1,4}){1,2})|:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3})|:))|(([0-9a-f]{1,4}:){4}(((:[0-9a-f]{1,4}){1,3})|((:[0-9a-f]{1,4})?:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){3}(((:[0-9a-f]{1,4}){1,4})|((:[0-9a-f]{1,4}){0,2}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){2}(((:[0-9a-f]{1,4}){1,5})|((:[0-9a-f]{1,4}){0,3}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(([0-9a-f]{1,4}:){1}(((:[0-9a-f]{1,4}){1,6})|((:[0-9a-f]{1,4}){0,4}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:))|(:(((:[0-9a-f]{1,4}){1,7})|((:[0-9a-f]{1,4}){0,5}:((25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(\.(25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}))|:)))$/i,
regex,uuid:/^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i,"json-pointer":/^(?:\/(?:[^~/]|~0|~1)*)*$/,"js\
on-pointer-uri-fragment":/^#(?:\/(?:[a-z0-9_\-.!$&'()*+,;:=@]|%[0-9a-f]{2}|~0|~1)*)*$/i,"relative-json-pointer":/^(?:0|[1-9][0-9]*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/,
byte,int32:{type:"number",validate:validateInt32},int64:{type:"number",validate:validateInt64},float:{type:"number",validate:validateNumber},
double:{type:"number",validate:validateNumber},password:!0,binary:!0};exports.fastFormats={...exports.fullFormats,date:fmtDef(
/^\d\d\d\d-[0-1]\d-[0-3]\d$/,compareDate),time:fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i,
compareTime),"date-time":fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\dt(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)$/i,
compareDateTime),"iso-time":fmtDef(/^(?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i,compareIsoTime),
"iso-date-time":fmtDef(/^\d\d\d\d-[0-1]\d-[0-3]\d[t\s](?:[0-2]\d:[0-5]\d:[0-5]\d|23:59:60)(?:\.\d+)?(?:z|[+-]\d\d(?::?\d\d)?)?$/i,
compareIsoDateTime),uri:/^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/)?[^\s]*$/i,"uri-reference":/^(?:(?:[a-z][a-z0-9+\-.]*:)?\/?\/)?(?:[^\\\s#][^\s#]*)?(?:#[^\\\s]*)?$/i,
email:/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*$/i};
exports.formatNames=Object.keys(exports.fullFormats);function isLeapYear(year){return year%4===0&&(year%100!==0||year%400===
0)}var DATE=/^(\d\d\d\d)-(\d\d)-(\d\d)$/,DAYS=[0,31,28,31,30,31,30,31,31,30,31,30,31];function date(str){let matches=DATE.
exec(str);if(!matches)return!1;let year=+matches[1],month=+matches[2],day=+matches[3];return month>=1&&month<=12&&day>=1&&
day<=(month===2&&isLeapYear(year)?29:DAYS[month])}function compareDate(d1,d2){if(d1&&d2)return d1>d2?1:d1<d2?-1:0}var TIME=/^(\d\d):(\d\d):(\d\d(?:\.\d+)?)(z|([+-])(\d\d)(?::?(\d\d))?)?$/i;
function getTime(strictTimeZone){return function(str){let matches=TIME.exec(str);if(!matches)return!1;let hr=+matches[1],
min=+matches[2],sec=+matches[3],tz=matches[4],tzSign=matches[5]==="-"?-1:1,tzH=+(matches[6]||0),tzM=+(matches[7]||0);if(tzH>
23||tzM>59||strictTimeZone&&!tz)return!1;if(hr<=23&&min<=59&&sec<60)return!0;let utcMin=min-tzM*tzSign,utcHr=hr-tzH*tzSign-
(utcMin<0?1:0);return(utcHr===23||utcHr===-1)&&(utcMin===59||utcMin===-1)&&sec<61}}function compareTime(s1,s2){if(!(s1&&
s2))return;let t1=new Date("2020-01-01T"+s1).valueOf(),t2=new Date("2020-01-01T"+s2).valueOf();if(t1&&t2)return t1-t2}function compareIsoTime(t1,t2){
if(!(t1&&t2))return;let a1=TIME.exec(t1),a2=TIME.exec(t2);if(a1&&a2)return t1=a1[1]+a1[2]+a1[3],t2=a2[1]+a2[2]+a2[3],t1>
t2?1:t1<t2?-1:0}var DATE_TIME_SEPARATOR=/t|\s/i;function getDateTime(strictTimeZone){let time=getTime(strictTimeZone);return function(str){
let dateTime=str.split(DATE_TIME_SEPARATOR);return dateTime.length===2&&date(dateTime[0])&&time(dateTime[1])}}function compareDateTime(dt1,dt2){
if(!(dt1&&dt2))return;let d1=new Date(dt1).valueOf(),d2=new Date(dt2).valueOf();if(d1&&d2)return d1-d2}function compareIsoDateTime(dt1,dt2){
if(!(dt1&&dt2))return;let[d1,t1]=dt1.split(DATE_TIME_SEPARATOR),[d2,t2]=dt2.split(DATE_TIME_SEPARATOR),res=compareDate(d1,
d2);if(res!==void 0)return res||compareTime(t1,t2)}var NOT_URI_FRAGMENT=/\/|:/,URI=/^(?:[a-z][a-z0-9+\-.]*:)(?:\/?\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:]|%[0-9a-f]{2})*@)?(?:\[(?:(?:(?:(?:[0-9a-f]{1,4}:){6}|::(?:[0-9a-f]{1,4}:){5}|(?:[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){4}|(?:(?:[0-9a-f]{1,4}:){0,1}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){3}|(?:(?:[0-9a-f]{1,4}:){0,2}[0-9a-f]{1,4})?::(?:[0-9a-f]{1,4}:){2}|(?:(?:[0-9a-f]{1,4}:){0,3}[0-9a-f]{1,4})?::[0-9a-f]{1,4}:|(?:(?:[0-9a-f]{1,4}:){0,4}[0-9a-f]{1,4})?::)(?:[0-9a-f]{1,4}:[0-9a-f]{1,4}|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?))|(?:(?:[0-9a-f]{1,4}:){0,5}[0-9a-f]{1,4})?::[0-9a-f]{1,4}|(?:(?:[0-9a-f]{1,4}:){0,6}[0-9a-f]{1,4})?::)|[Vv][0-9a-f]+\.[a-z0-9\-._~!$&'()*+,;=:]+)\]|(?:(?:25[0-5]|2[0-4]\d|[01]?\d\d?)\.){3}(?:25[0-5]|2[0-4]\d|[01]?\d\d?)|(?:[a-z0-9\-._~!$&'()*+,;=]|%[0-9a-f]{2})*)(?::\d*)?(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*|\/(?:(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)?|(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})+(?:\/(?:[a-z0-9\-._~!$&'()*+,;=:@]|%[0-9a-f]{2})*)*)(?:\?(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?(?:#(?:[a-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9a-f]{2})*)?$/i;
function uri(str){return NOT_URI_FRAGMENT.test(str)&&URI.test(str)}var BYTE=/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/gm;
function byte(str){return BYTE.lastIndex=0,BYTE.test(str)}var MIN_INT32=-(2**31),MAX_INT32=2**31-1;function validateInt32(value){
return Number.isInteger(value)&&value<=MAX_INT32&&value>=MIN_INT32}function validateInt64(value){return Number.isInteger(
value)}function validateNumber(){return!0}var Z_ANCHOR=/[^\\]\\Z/;function regex(str){if(Z_ANCHOR.test(str))return!1;try{
return new RegExp(str),!0}catch{return!1}}}});var IngestEvent=validate22;function validate23(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data)))return validate23.errors=[{instancePath,keyword:"type",params:{type:"\
integer"},message:"must be integer"}],!1;if(errors===0&&typeof data=="number"){if(data>9007199254740991||isNaN(data))return validate23.
errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"\
must be <= 9007199254740991"}],!1;if(data<1||isNaN(data))return validate23.errors=[{instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}return validate23.errors=vErrors,errors===
0}var schema9={type:"string",enum:["model","dataset","code"]};function validate25(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;return typeof data!="string"?(validate25.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1):data==="model"||data==="dataset"||data==="c\
ode"?(validate25.errors=vErrors,errors===0):(validate25.errors=[{instancePath,keyword:"enum",params:{
allowedValues:schema9.enum},message:"must be equal to one of the allowed values"}],!1)}var func2=require_ucs2length().default;
function validate22(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&(missing0="artifact_i\
d")||data.source_url===void 0&&(missing0="source_url")||data.artifact_type===void 0&&(missing0="artifact_type")||data.revision===
void 0&&(missing0="revision")||data.name===void 0&&(missing0="name"))return validate22.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="artifact_id"||key0==="source_url"||key0==="artifact_type"||key0===
"revision"||key0==="name"||key0==="correlation_id")){return validate22.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],
!1;break}if(_errs1===errors){if(data.artifact_id!==void 0){let _errs2=errors;validate23(data.artifact_id,{instancePath:instancePath+
"/artifact_id",parentData:data,parentDataProperty:"artifact_id",rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.
concat(validate23.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.source_url!==
void 0){let data1=data.source_url,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>2e3)return validate22.
errors=[{instancePath:instancePath+"/source_url",keyword:"maxLength",params:{
limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(data1)<1)return validate22.errors=[{instancePath:instancePath+
"/source_url",keyword:"minLength",params:{limit:1},message:"must NOT have\
 fewer than 1 characters"}],!1}else return validate22.errors=[{instancePath:instancePath+"/source_url",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===errors}else
var valid0=!0;if(valid0){if(data.artifact_type!==void 0){let _errs5=errors;validate25(data.artifact_type,{instancePath:instancePath+
"/artifact_type",parentData:data,parentDataProperty:"artifact_type",rootData})||(vErrors=vErrors===null?validate25.errors:
vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.
revision!==void 0){let data3=data.revision,_errs6=errors;if(errors===_errs6)if(typeof data3=="string"){if(func2(data3)>250)
return validate22.errors=[{instancePath:instancePath+"/revision",keyword:"m\
axLength",params:{limit:250},message:"must NOT have more than 250 characters"}],!1;if(func2(data3)<1)return validate22.errors=
[{instancePath:instancePath+"/revision",keyword:"minLength",params:{limit:1},
message:"must NOT have fewer than 1 characters"}],!1}else return validate22.errors=[{instancePath:instancePath+"/revisio\
n",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data4=data.name,_errs8=errors;if(errors===_errs8)if(typeof data4==
"string"){if(func2(data4)>200)return validate22.errors=[{instancePath:instancePath+"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;if(func2(data4)<
1)return validate22.errors=[{instancePath:instancePath+"/name",keyword:"minLeng\
th",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate22.errors=[{instancePath:instancePath+
"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs8===
errors}else var valid0=!0;if(valid0)if(data.correlation_id!==void 0){let data5=data.correlation_id,_errs10=errors;if(errors===
_errs10)if(typeof data5=="string"){if(func2(data5)>128)return validate22.errors=[{instancePath:instancePath+"/correlatio\
n_id",keyword:"maxLength",params:{limit:128},message:"must NOT have m\
ore than 128 characters"}],!1;if(func2(data5)<1)return validate22.errors=[{instancePath:instancePath+"/correlation_id",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characte\
rs"}],!1}else return validate22.errors=[{instancePath:instancePath+"/correlation_id",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs10===errors}else var valid0=!0}}}}}}}else
return validate22.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be objec\
t"}],!1;return validate22.errors=vErrors,errors===0}var ShareEvent=validate27;var formats0=/^(?:urn:uuid:)?[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;function validate29(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0&&errors===0)if(typeof data=="string"){if(func2(
data)>36)return validate29.errors=[{instancePath,keyword:"maxLength",params:{limit:36},message:"\
must NOT have more than 36 characters"}],!1;if(!formats0.test(data))return validate29.errors=[{instancePath,keyword:"format",params:{format:"uuid"},message:'must match format "uuid"'}],!1}else return validate29.errors=
[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate29.
errors=vErrors,errors===0}function validate27(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&
(missing0="artifact_id")||data.share===void 0&&(missing0="share"))return validate27.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(!(key0==="artifact_id"||key0==="share"||key0==="correlation_id")){return validate27.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.artifact_id!==void 0){let _errs2=errors;
validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,parentDataProperty:"artifact_id",rootData})||
(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),errors=vErrors.length);var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.share!==void 0){let data1=data.share,_errs3=errors;if(errors===_errs3)if(data1&&typeof data1==
"object"&&!Array.isArray(data1)){let missing1;if(data1.attempt===void 0&&(missing1="attempt")||data1.fencing_token===void 0&&
(missing1="fencing_token"))return validate27.errors=[{instancePath:instancePath+"/share",keyword:"required",params:{missingProperty:missing1},message:"must have required property '"+missing1+"'"}],!1;
{let _errs5=errors;for(let key1 in data1)if(!(key1==="attempt"||key1==="fencing_token")){return validate27.errors=[{instancePath:instancePath+
"/share",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}if(_errs5===errors){if(data1.attempt!==void 0){let data2=data1.
attempt,_errs6=errors;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)))return validate27.errors=[{instancePath:instancePath+
"/share/attempt",keyword:"type",params:{type:"integer"},message:"\
must be integer"}],!1;if(errors===_errs6&&typeof data2=="number"&&(data2<1||isNaN(data2)))return validate27.errors=[{instancePath:instancePath+
"/share/attempt",keyword:"minimum",params:{comparison:">=",limit:1},
message:"must be >= 1"}],!1;var valid1=_errs6===errors}else var valid1=!0;if(valid1)if(data1.fencing_token!==void 0){let _errs8=errors;
validate29(data1.fencing_token,{instancePath:instancePath+"/share/fencing_token",parentData:data1,parentDataProperty:"fe\
ncing_token",rootData})||(vErrors=vErrors===null?validate29.errors:vErrors.concat(validate29.errors),errors=vErrors.length);
var valid1=_errs8===errors}else var valid1=!0}}}else return validate27.errors=[{instancePath:instancePath+"/share",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs3===errors}else
var valid0=!0;if(valid0)if(data.correlation_id!==void 0){let data4=data.correlation_id,_errs9=errors;if(errors===_errs9)
if(typeof data4=="string"){if(func2(data4)>128)return validate27.errors=[{instancePath:instancePath+"/correlation_id",keyword:"maxLength",params:{limit:128},message:"must NOT have more than 128 chara\
cters"}],!1;if(func2(data4)<1)return validate27.errors=[{instancePath:instancePath+"/correlation_id",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else
return validate27.errors=[{instancePath:instancePath+"/correlation_id",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs9===errors}else var valid0=!0}}}}else return validate27.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate27.
errors=vErrors,errors===0}var LedgerCall=validate31;var schema13={type:"object",additionalProperties:!1,required:["call","artifact_id","token","holder","lease_seconds","max\
_attempts"],properties:{call:{type:"string",enum:["LedgerClaim"]},artifact_id:{$ref:"#/components/schemas/ArtifactId"},token:{
$ref:"#/components/schemas/LedgerToken"},holder:{type:"string",minLength:1,maxLength:200},lease_seconds:{$ref:"#/compone\
nts/schemas/LeaseSeconds"},max_attempts:{type:"integer",minimum:1,maximum:20}}};function validate35(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data)))return validate35.errors=[{instancePath,keyword:"type",params:{type:"\
integer"},message:"must be integer"}],!1;if(errors===0&&typeof data=="number"){if(data>900||isNaN(data))return validate35.
errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:900},message:"must be <= 90\
0"}],!1;if(data<2||isNaN(data))return validate35.errors=[{instancePath,keyword:"minimum",params:{
comparison:">=",limit:2},message:"must be >= 2"}],!1}return validate35.errors=vErrors,errors===0}function validate32(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.artifact_id===void 0&&(missing0=
"artifact_id")||data.token===void 0&&(missing0="token")||data.holder===void 0&&(missing0="holder")||data.lease_seconds===
void 0&&(missing0="lease_seconds")||data.max_attempts===void 0&&(missing0="max_attempts"))return validate32.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="artifact_id"||key0==="token"||key0==="holde\
r"||key0==="lease_seconds"||key0==="max_attempts")){return validate32.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],
!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate32.
errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(data0!=="LedgerClaim")return validate32.errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema13.properties.call.enum},message:"must be equal to one\
 of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.artifact_id!==void 0){let _errs4=errors;
validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,parentDataProperty:"artifact_id",rootData})||
(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),errors=vErrors.length);var valid0=_errs4===errors}else
var valid0=!0;if(valid0){if(data.token!==void 0){let _errs5=errors;validate29(data.token,{instancePath:instancePath+"/to\
ken",parentData:data,parentDataProperty:"token",rootData})||(vErrors=vErrors===null?validate29.errors:vErrors.concat(validate29.
errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.holder!==void 0){let data3=data.
holder,_errs6=errors;if(errors===_errs6)if(typeof data3=="string"){if(func2(data3)>200)return validate32.errors=[{instancePath:instancePath+
"/holder",keyword:"maxLength",params:{limit:200},message:"must NOT have more \
than 200 characters"}],!1;if(func2(data3)<1)return validate32.errors=[{instancePath:instancePath+"/holder",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else
return validate32.errors=[{instancePath:instancePath+"/holder",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.lease_seconds!==
void 0){let _errs8=errors;validate35(data.lease_seconds,{instancePath:instancePath+"/lease_seconds",parentData:data,parentDataProperty:"\
lease_seconds",rootData})||(vErrors=vErrors===null?validate35.errors:vErrors.concat(validate35.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0;if(valid0)if(data.max_attempts!==void 0){let data5=data.max_attempts,_errs9=errors;
if(!(typeof data5=="number"&&!(data5%1)&&!isNaN(data5)))return validate32.errors=[{instancePath:instancePath+"/max_attem\
pts",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===
_errs9&&typeof data5=="number"){if(data5>20||isNaN(data5))return validate32.errors=[{instancePath:instancePath+"/max_att\
empts",keyword:"maximum",params:{comparison:"<=",limit:20},message:"must \
be <= 20"}],!1;if(data5<1||isNaN(data5))return validate32.errors=[{instancePath:instancePath+"/max_attempts",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs9===
errors}else var valid0=!0}}}}}}}else return validate32.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate32.errors=vErrors,errors===0}var schema15={type:"object",additionalProperties:!1,
required:["call","hold"],properties:{call:{type:"string",enum:["LedgerRenew"]},hold:{$ref:"#/components/schemas/LedgerHo\
ld"}}};function validate38(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&(missing0="artifact_i\
d")||data.token===void 0&&(missing0="token")||data.lease_seconds===void 0&&(missing0="lease_seconds"))return validate38.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="artifact_id"||key0==="token"||
key0==="lease_seconds")){return validate38.errors=[{instancePath,keyword:"additional\
Properties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){
if(data.artifact_id!==void 0){let _errs2=errors;validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,
parentDataProperty:"artifact_id",rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),
errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.token!==void 0){let _errs3=errors;
validate29(data.token,{instancePath:instancePath+"/token",parentData:data,parentDataProperty:"token",rootData})||(vErrors=
vErrors===null?validate29.errors:vErrors.concat(validate29.errors),errors=vErrors.length);var valid0=_errs3===errors}else
var valid0=!0;if(valid0)if(data.lease_seconds!==void 0){let _errs4=errors;validate35(data.lease_seconds,{instancePath:instancePath+
"/lease_seconds",parentData:data,parentDataProperty:"lease_seconds",rootData})||(vErrors=vErrors===null?validate35.errors:
vErrors.concat(validate35.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}}else return validate38.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate38.
errors=vErrors,errors===0}function validate37(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0=
"call")||data.hold===void 0&&(missing0="hold"))return validate37.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="call"||key0==="hold")){return validate37.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional propertie\
s"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate37.
errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(data0!=="LedgerRenew")return validate37.errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema15.properties.call.enum},message:"must be equal to one\
 of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.hold!==void 0){let _errs4=errors;
validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===
null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}else
return validate37.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be objec\
t"}],!1;return validate37.errors=vErrors,errors===0}var schema17={type:"object",additionalProperties:!1,required:["call",
"hold","progress"],properties:{call:{type:"string",enum:["LedgerProgress"]},hold:{$ref:"#/components/schemas/LedgerHold"},
progress:{$ref:"#/components/schemas/Progress"}}},schema18={type:"object",additionalProperties:!1,required:["stage","det\
ail","bytes_done","bytes_total","bytes_saved","files_done","files_total","percent","bytes_per_second","eta_seconds","att\
empt","continuation","heartbeat_at"],properties:{stage:{type:"string",enum:["queued","resolve","evidence","rate","gate",
"transfer","scan","archive","settle","done"]},detail:{type:"string",nullable:!0,maxLength:500},bytes_done:{$ref:"#/compo\
nents/schemas/Bytes"},bytes_total:{type:"integer",format:"int64",nullable:!0,minimum:0,maximum:9007199254740991},bytes_saved:{
type:"integer",format:"int64",minimum:0,maximum:9007199254740991},files_done:{$ref:"#/components/schemas/Count"},files_total:{
type:"integer",nullable:!0,minimum:0,maximum:2147483647},percent:{type:"number",minimum:0,maximum:100},bytes_per_second:{
type:"number",minimum:0},eta_seconds:{type:"number",nullable:!0,minimum:0},attempt:{type:"integer",minimum:0},continuation:{
type:"integer",minimum:0},heartbeat_at:{type:"string",format:"date-time",nullable:!0},workers:{type:"integer",minimum:0,
maximum:64},lanes:{type:"array",maxItems:64,items:{$ref:"#/components/schemas/Lane"}},stages:{type:"array",maxItems:20,items:{
$ref:"#/components/schemas/StageTime"}}}},func15=Object.prototype.hasOwnProperty;function validate46(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data)))return validate46.errors=[{instancePath,keyword:"type",params:{type:"\
integer"},message:"must be integer"}],!1;if(errors===0&&typeof data=="number"){if(data>9007199254740991||isNaN(data))return validate46.
errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"\
must be <= 9007199254740991"}],!1;if(data<0||isNaN(data))return validate46.errors=[{instancePath,keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}return validate46.errors=vErrors,errors===
0}function validate48(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data)))return validate48.errors=[{instancePath,keyword:"type",params:{type:"\
integer"},message:"must be integer"}],!1;if(errors===0&&typeof data=="number"){if(data>2147483647||isNaN(data))return validate48.
errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must b\
e <= 2147483647"}],!1;if(data<0||isNaN(data))return validate48.errors=[{instancePath,keyword:"min\
imum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}return validate48.errors=vErrors,errors===0}function validate50(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.worker===void 0&&(missing0="worker")||data.
bytes_done===void 0&&(missing0="bytes_done")||data.path===void 0&&(missing0="path")||data.part_bytes_done===void 0&&(missing0=
"part_bytes_done")||data.part_bytes_total===void 0&&(missing0="part_bytes_total"))return validate50.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="worker"||key0==="bytes_done"||key0==="path"||key0==="part_\
bytes_done"||key0==="part_bytes_total")){return validate50.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.worker!==void 0){let data0=data.worker,_errs2=errors;if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)))
return validate50.errors=[{instancePath:instancePath+"/worker",keyword:"type",params:{
type:"integer"},message:"must be integer"}],!1;if(errors===_errs2&&typeof data0=="number"){if(data0>1e6||isNaN(data0))return validate50.
errors=[{instancePath:instancePath+"/worker",keyword:"maximum",params:{comparison:"\
<=",limit:1e6},message:"must be <= 1000000"}],!1;if(data0<1||isNaN(data0))return validate50.errors=[{instancePath:instancePath+
"/worker",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >\
= 1"}],!1}var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.bytes_done!==void 0){let _errs4=errors;validate46(
data.bytes_done,{instancePath:instancePath+"/bytes_done",parentData:data,parentDataProperty:"bytes_done",rootData})||(vErrors=
vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs4===errors}else
var valid0=!0;if(valid0){if(data.path!==void 0){let data2=data.path,_errs5=errors;if(typeof data2!="string"&&data2!==null)
return validate50.errors=[{instancePath:instancePath+"/path",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;if(errors===_errs5&&typeof data2=="string"&&func2(data2)>4096)return validate50.
errors=[{instancePath:instancePath+"/path",keyword:"maxLength",params:{limit:4096},
message:"must NOT have more than 4096 characters"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.
part_bytes_done!==void 0){let _errs8=errors;validate46(data.part_bytes_done,{instancePath:instancePath+"/part_bytes_done",
parentData:data,parentDataProperty:"part_bytes_done",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(
validate46.errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0;if(valid0)if(data.part_bytes_total!==
void 0){let data4=data.part_bytes_total,_errs9=errors;if(!(typeof data4=="number"&&!(data4%1)&&!isNaN(data4)))return validate50.
errors=[{instancePath:instancePath+"/part_bytes_total",keyword:"type",params:{
type:"integer"},message:"must be integer"}],!1;if(errors===_errs9&&typeof data4=="number"){if(data4>9007199254740991||isNaN(
data4))return validate50.errors=[{instancePath:instancePath+"/part_bytes_total",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= 9007199254740991"}],!1;
if(data4<0||isNaN(data4))return validate50.errors=[{instancePath:instancePath+"/part_bytes_total",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs9===
errors}else var valid0=!0}}}}}}else return validate50.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate50.errors=vErrors,errors===0}var formats2=require_formats().fullFormats["date-time"];function validate54(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.stage===void 0&&(missing0="stage")||data.started_at===void 0&&(missing0="started_at")||data.seconds===void 0&&(missing0=
"seconds"))return validate54.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="stage"||key0===
"started_at"||key0==="seconds")){return validate54.errors=[{instancePath,keyword:"ad\
ditionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.stage!==void 0){let data0=data.stage,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(
data0)>20)return validate54.errors=[{instancePath:instancePath+"/stage",keyword:"\
maxLength",params:{limit:20},message:"must NOT have more than 20 characters"}],!1}else return validate54.errors=[{instancePath:instancePath+
"/stage",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.started_at!==void 0){let data1=data.started_at,_errs4=errors;if(errors===_errs4&&
errors===_errs4)if(typeof data1=="string"){if(!formats2.validate(data1))return validate54.errors=[{instancePath:instancePath+
"/started_at",keyword:"format",params:{format:"date-time"},message:'must mat\
ch format "date-time"'}],!1}else return validate54.errors=[{instancePath:instancePath+"/started_at",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===errors}else
var valid0=!0;if(valid0)if(data.seconds!==void 0){let data2=data.seconds,_errs6=errors;if(typeof data2!="number"&&data2!==
null)return validate54.errors=[{instancePath:instancePath+"/seconds",keyword:"typ\
e",params:{type:"number"},message:"must be number"}],!1;if(errors===_errs6&&typeof data2=="number"&&(data2<0||isNaN(data2)))
return validate54.errors=[{instancePath:instancePath+"/seconds",keyword:"minim\
um",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1;var valid0=_errs6===errors}else var valid0=!0}}}}else return validate54.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate54.
errors=vErrors,errors===0}function validate45(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.stage===void 0&&(missing0=
"stage")||data.detail===void 0&&(missing0="detail")||data.bytes_done===void 0&&(missing0="bytes_done")||data.bytes_total===
void 0&&(missing0="bytes_total")||data.bytes_saved===void 0&&(missing0="bytes_saved")||data.files_done===void 0&&(missing0=
"files_done")||data.files_total===void 0&&(missing0="files_total")||data.percent===void 0&&(missing0="percent")||data.bytes_per_second===
void 0&&(missing0="bytes_per_second")||data.eta_seconds===void 0&&(missing0="eta_seconds")||data.attempt===void 0&&(missing0=
"attempt")||data.continuation===void 0&&(missing0="continuation")||data.heartbeat_at===void 0&&(missing0="heartbeat_at"))
return validate45.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema18.properties,
key0)){return validate45.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.stage!==void 0){
let data0=data.stage,_errs2=errors;if(typeof data0!="string")return validate45.errors=[{instancePath:instancePath+"/stag\
e",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data0===
"queued"||data0==="resolve"||data0==="evidence"||data0==="rate"||data0==="gate"||data0==="transfer"||data0==="scan"||data0===
"archive"||data0==="settle"||data0==="done"))return validate45.errors=[{instancePath:instancePath+"/stage",keyword:"enum",params:{allowedValues:schema18.properties.stage.enum},message:"must be equal to o\
ne of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.detail!==void 0){let data1=data.
detail,_errs4=errors;if(typeof data1!="string"&&data1!==null)return validate45.errors=[{instancePath:instancePath+"/deta\
il",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===
_errs4&&typeof data1=="string"&&func2(data1)>500)return validate45.errors=[{instancePath:instancePath+"/detail",keyword:"maxLength",params:{limit:500},message:"must NOT have more than 500 characters"}],
!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.bytes_done!==void 0){let _errs7=errors;validate46(data.
bytes_done,{instancePath:instancePath+"/bytes_done",parentData:data,parentDataProperty:"bytes_done",rootData})||(vErrors=
vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs7===errors}else
var valid0=!0;if(valid0){if(data.bytes_total!==void 0){let data3=data.bytes_total,_errs8=errors;if(!(typeof data3=="numb\
er"&&!(data3%1)&&!isNaN(data3))&&data3!==null)return validate45.errors=[{instancePath:instancePath+"/bytes_total",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs8&&
typeof data3=="number"){if(data3>9007199254740991||isNaN(data3))return validate45.errors=[{instancePath:instancePath+"/b\
ytes_total",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"}],!1;if(data3<0||isNaN(data3))return validate45.errors=[{instancePath:instancePath+
"/bytes_total",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"}],!1}var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.bytes_saved!==void 0){let data4=data.
bytes_saved,_errs11=errors;if(!(typeof data4=="number"&&!(data4%1)&&!isNaN(data4)))return validate45.errors=[{instancePath:instancePath+
"/bytes_saved",keyword:"type",params:{type:"integer"},message:"must be intege\
r"}],!1;if(errors===_errs11&&typeof data4=="number"){if(data4>9007199254740991||isNaN(data4))return validate45.errors=[{
instancePath:instancePath+"/bytes_saved",keyword:"maximum",params:{comparison:"\
<=",limit:9007199254740991},message:"must be <= 9007199254740991"}],!1;if(data4<0||isNaN(data4))return validate45.errors=
[{instancePath:instancePath+"/bytes_saved",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs11===errors}else var valid0=!0;if(valid0){if(data.files_done!==
void 0){let _errs13=errors;validate48(data.files_done,{instancePath:instancePath+"/files_done",parentData:data,parentDataProperty:"\
files_done",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=vErrors.length);
var valid0=_errs13===errors}else var valid0=!0;if(valid0){if(data.files_total!==void 0){let data6=data.files_total,_errs14=errors;
if(!(typeof data6=="number"&&!(data6%1)&&!isNaN(data6))&&data6!==null)return validate45.errors=[{instancePath:instancePath+
"/files_total",keyword:"type",params:{type:"integer"},message:"must be intege\
r"}],!1;if(errors===_errs14&&typeof data6=="number"){if(data6>2147483647||isNaN(data6))return validate45.errors=[{instancePath:instancePath+
"/files_total",keyword:"maximum",params:{comparison:"<=",limit:2147483647},
message:"must be <= 2147483647"}],!1;if(data6<0||isNaN(data6))return validate45.errors=[{instancePath:instancePath+"/fil\
es_total",keyword:"minimum",params:{comparison:">=",limit:0},message:"must\
 be >= 0"}],!1}var valid0=_errs14===errors}else var valid0=!0;if(valid0){if(data.percent!==void 0){let data7=data.percent,
_errs17=errors;if(errors===_errs17)if(typeof data7=="number"){if(data7>100||isNaN(data7))return validate45.errors=[{instancePath:instancePath+
"/percent",keyword:"maximum",params:{comparison:"<=",limit:100},message:"must \
be <= 100"}],!1;if(data7<0||isNaN(data7))return validate45.errors=[{instancePath:instancePath+"/percent",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate45.
errors=[{instancePath:instancePath+"/percent",keyword:"type",params:{type:"number"},
message:"must be number"}],!1;var valid0=_errs17===errors}else var valid0=!0;if(valid0){if(data.bytes_per_second!==void 0){
let data8=data.bytes_per_second,_errs19=errors;if(errors===_errs19)if(typeof data8=="number"){if(data8<0||isNaN(data8))return validate45.
errors=[{instancePath:instancePath+"/bytes_per_second",keyword:"minim\
um",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate45.errors=[{instancePath:instancePath+
"/bytes_per_second",keyword:"type",params:{type:"number"},message:"must \
be number"}],!1;var valid0=_errs19===errors}else var valid0=!0;if(valid0){if(data.eta_seconds!==void 0){let data9=data.eta_seconds,
_errs21=errors;if(typeof data9!="number"&&data9!==null)return validate45.errors=[{instancePath:instancePath+"/eta_second\
s",keyword:"type",params:{type:"number"},message:"must be number"}],!1;if(errors===
_errs21&&typeof data9=="number"&&(data9<0||isNaN(data9)))return validate45.errors=[{instancePath:instancePath+"/eta_seco\
nds",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >\
= 0"}],!1;var valid0=_errs21===errors}else var valid0=!0;if(valid0){if(data.attempt!==void 0){let data10=data.attempt,_errs24=errors;
if(!(typeof data10=="number"&&!(data10%1)&&!isNaN(data10)))return validate45.errors=[{instancePath:instancePath+"/attemp\
t",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===
_errs24&&typeof data10=="number"&&(data10<0||isNaN(data10)))return validate45.errors=[{instancePath:instancePath+"/attem\
pt",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],
!1;var valid0=_errs24===errors}else var valid0=!0;if(valid0){if(data.continuation!==void 0){let data11=data.continuation,
_errs26=errors;if(!(typeof data11=="number"&&!(data11%1)&&!isNaN(data11)))return validate45.errors=[{instancePath:instancePath+
"/continuation",keyword:"type",params:{type:"integer"},message:"must be inte\
ger"}],!1;if(errors===_errs26&&typeof data11=="number"&&(data11<0||isNaN(data11)))return validate45.errors=[{instancePath:instancePath+
"/continuation",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"}],!1;var valid0=_errs26===errors}else var valid0=!0;if(valid0){if(data.heartbeat_at!==void 0){let data12=data.
heartbeat_at,_errs28=errors;if(typeof data12!="string"&&data12!==null)return validate45.errors=[{instancePath:instancePath+
"/heartbeat_at",keyword:"type",params:{type:"string"},message:"must be strin\
g"}],!1;if(errors===_errs28&&errors===_errs28&&typeof data12=="string"&&!formats2.validate(data12))return validate45.errors=
[{instancePath:instancePath+"/heartbeat_at",keyword:"format",params:{format:"\
date-time"},message:'must match format "date-time"'}],!1;var valid0=_errs28===errors}else var valid0=!0;if(valid0){if(data.
workers!==void 0){let data13=data.workers,_errs31=errors;if(!(typeof data13=="number"&&!(data13%1)&&!isNaN(data13)))return validate45.
errors=[{instancePath:instancePath+"/workers",keyword:"type",params:{type:"intege\
r"},message:"must be integer"}],!1;if(errors===_errs31&&typeof data13=="number"){if(data13>64||isNaN(data13))return validate45.
errors=[{instancePath:instancePath+"/workers",keyword:"maximum",params:{comparison:"\
<=",limit:64},message:"must be <= 64"}],!1;if(data13<0||isNaN(data13))return validate45.errors=[{instancePath:instancePath+
"/workers",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be\
 >= 0"}],!1}var valid0=_errs31===errors}else var valid0=!0;if(valid0){if(data.lanes!==void 0){let data14=data.lanes,_errs33=errors;
if(errors===_errs33)if(Array.isArray(data14)){if(data14.length>64)return validate45.errors=[{instancePath:instancePath+"\
/lanes",keyword:"maxItems",params:{limit:64},message:"must NOT have more than 6\
4 items"}],!1;{var valid1=!0;let len0=data14.length;for(let i0=0;i0<len0;i0++){let _errs35=errors;validate50(data14[i0],
{instancePath:instancePath+"/lanes/"+i0,parentData:data14,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate50.
errors:vErrors.concat(validate50.errors),errors=vErrors.length);var valid1=_errs35===errors;if(!valid1)break}}}else return validate45.
errors=[{instancePath:instancePath+"/lanes",keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;var valid0=_errs33===errors}else var valid0=!0;if(valid0)if(data.stages!==void 0){let data16=data.stages,
_errs36=errors;if(errors===_errs36)if(Array.isArray(data16)){if(data16.length>20)return validate45.errors=[{instancePath:instancePath+
"/stages",keyword:"maxItems",params:{limit:20},message:"must NOT have more tha\
n 20 items"}],!1;{var valid2=!0;let len1=data16.length;for(let i1=0;i1<len1;i1++){let _errs38=errors;validate54(data16[i1],
{instancePath:instancePath+"/stages/"+i1,parentData:data16,parentDataProperty:i1,rootData})||(vErrors=vErrors===null?validate54.
errors:vErrors.concat(validate54.errors),errors=vErrors.length);var valid2=_errs38===errors;if(!valid2)break}}}else return validate45.
errors=[{instancePath:instancePath+"/stages",keyword:"type",params:{type:"array"},
message:"must be array"}],!1;var valid0=_errs36===errors}else var valid0=!0}}}}}}}}}}}}}}}}}else return validate45.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate45.
errors=vErrors,errors===0}function validate43(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0=
"call")||data.hold===void 0&&(missing0="hold")||data.progress===void 0&&(missing0="progress"))return validate43.errors=[
{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required p\
roperty '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="progress")){
return validate43.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,
_errs2=errors;if(typeof data0!="string")return validate43.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerProgress")return validate43.
errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema17.
properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,
parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=
vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.progress!==void 0){let _errs5=errors;validate45(
data.progress,{instancePath:instancePath+"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=
vErrors===null?validate45.errors:vErrors.concat(validate45.errors),errors=vErrors.length);var valid0=_errs5===errors}else
var valid0=!0}}}}else return validate43.errors=[{instancePath,keyword:"type",params:{type:"object"},
message:"must be object"}],!1;return validate43.errors=vErrors,errors===0}var schema23={type:"object",additionalProperties:!1,
required:["call","hold","to"],properties:{call:{type:"string",enum:["LedgerMove"]},hold:{$ref:"#/components/schemas/Ledg\
erHold"},to:{type:"string",enum:["downloading","rating"]}}};function validate57(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.to===void 0&&(missing0="to"))return validate57.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="\
to")){return validate57.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){
let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate57.errors=[{instancePath:instancePath+"/call",
keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="Ledg\
erMove")return validate57.errors=[{instancePath:instancePath+"/call",keyword:"enum",
params:{allowedValues:schema23.properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+
"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.to!==void 0){let data2=data.
to,_errs5=errors;if(typeof data2!="string")return validate57.errors=[{instancePath:instancePath+"/to",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data2==="downloading"||data2===
"rating"))return validate57.errors=[{instancePath:instancePath+"/to",keyword:"enum",params:{
allowedValues:schema23.properties.to.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs5===
errors}else var valid0=!0}}}}else return validate57.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate57.errors=vErrors,errors===0}var schema24={type:"object",additionalProperties:!1,
required:["call","hold","repository","ref","commit","bytes_total"],properties:{call:{type:"string",enum:["LedgerPin"]},hold:{
$ref:"#/components/schemas/LedgerHold"},repository:{type:"string",minLength:1,maxLength:250},ref:{type:"string",minLength:1,
maxLength:250},commit:{type:"string",pattern:"^[0-9a-f]{40}$"},bytes_total:{$ref:"#/components/schemas/Bytes"}}},pattern0=new RegExp(
"^[0-9a-f]{40}$","u");function validate59(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0=
"call")||data.hold===void 0&&(missing0="hold")||data.repository===void 0&&(missing0="repository")||data.ref===void 0&&(missing0=
"ref")||data.commit===void 0&&(missing0="commit")||data.bytes_total===void 0&&(missing0="bytes_total"))return validate59.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="\
repository"||key0==="ref"||key0==="commit"||key0==="bytes_total")){return validate59.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional\
 properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="s\
tring")return validate59.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;if(data0!=="LedgerPin")return validate59.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema24.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.repository!==void 0){let data2=data.repository,_errs5=errors;if(errors===_errs5)
if(typeof data2=="string"){if(func2(data2)>250)return validate59.errors=[{instancePath:instancePath+"/repository",keyword:"maxLength",params:{limit:250},message:"must NOT have more than 250 character\
s"}],!1;if(func2(data2)<1)return validate59.errors=[{instancePath:instancePath+"/repository",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate59.
errors=[{instancePath:instancePath+"/repository",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.ref!==void 0){let data3=data.
ref,_errs7=errors;if(errors===_errs7)if(typeof data3=="string"){if(func2(data3)>250)return validate59.errors=[{instancePath:instancePath+
"/ref",keyword:"maxLength",params:{limit:250},message:"must NOT have more than 2\
50 characters"}],!1;if(func2(data3)<1)return validate59.errors=[{instancePath:instancePath+"/ref",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate59.
errors=[{instancePath:instancePath+"/ref",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.commit!==void 0){let data4=data.commit,
_errs9=errors;if(errors===_errs9)if(typeof data4=="string"){if(!pattern0.test(data4))return validate59.errors=[{instancePath:instancePath+
"/commit",keyword:"pattern",params:{pattern:"^[0-9a-f]{40}$"},message:'must mat\
ch pattern "^[0-9a-f]{40}$"'}],!1}else return validate59.errors=[{instancePath:instancePath+"/commit",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs9===errors}else var valid0=!0;
if(valid0)if(data.bytes_total!==void 0){let _errs11=errors;validate46(data.bytes_total,{instancePath:instancePath+"/byte\
s_total",parentData:data,parentDataProperty:"bytes_total",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.
concat(validate46.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0}}}}}}}else return validate59.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate59.
errors=vErrors,errors===0}var schema25={type:"object",additionalProperties:!1,required:["call","hold","readme"],properties:{
call:{type:"string",enum:["LedgerReadme"]},hold:{$ref:"#/components/schemas/LedgerHold"},readme:{type:"string",nullable:!0,
maxLength:8388608}}};function validate62(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0=
"call")||data.hold===void 0&&(missing0="hold")||data.readme===void 0&&(missing0="readme"))return validate62.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="readme")){return validate62.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,
_errs2=errors;if(typeof data0!="string")return validate62.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerReadme")return validate62.
errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema25.
properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,
parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=
vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.readme!==void 0){let data2=data.readme,_errs5=errors;
if(typeof data2!="string"&&data2!==null)return validate62.errors=[{instancePath:instancePath+"/readme",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs5&&typeof data2==
"string"&&func2(data2)>8388608)return validate62.errors=[{instancePath:instancePath+"/readme",keyword:"maxLength",params:{limit:8388608},message:"must NOT have more than 8388608 characters"}],!1;var valid0=_errs5===
errors}else var valid0=!0}}}}else return validate62.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate62.errors=vErrors,errors===0}var schema26={type:"object",additionalProperties:!1,
required:["call","hold","stage","part","parts","text"],properties:{call:{type:"string",enum:["LedgerDocumentPart"]},hold:{
$ref:"#/components/schemas/LedgerHold"},stage:{$ref:"#/components/schemas/DocumentName"},part:{type:"integer",minimum:0,
maximum:999},parts:{type:"integer",minimum:1,maximum:1e3},text:{type:"string",maxLength:4194304}}};var pattern1=new RegExp("^[a-z_]{1,50}(/[a-z_]{1,50})?$","u");function validate66(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(typeof data=="string"){if(func2(data)>101)return validate66.
errors=[{instancePath,keyword:"maxLength",params:{limit:101},message:"must NOT have more than 1\
01 characters"}],!1;if(!pattern1.test(data))return validate66.errors=[{instancePath,keyword:"patt\
ern",params:{pattern:"^[a-z_]{1,50}(/[a-z_]{1,50})?$"},message:'must match pattern "^[a-z_]{1,50}(/[a-z_]{1,50})?$"'}],!1}else
return validate66.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be strin\
g"}],!1;return validate66.errors=vErrors,errors===0}function validate64(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.stage===void 0&&(missing0="stage")||
data.part===void 0&&(missing0="part")||data.parts===void 0&&(missing0="parts")||data.text===void 0&&(missing0="text"))return validate64.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="\
stage"||key0==="part"||key0==="parts"||key0==="text")){return validate64.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],
!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate64.
errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(data0!=="LedgerDocumentPart")return validate64.errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema26.properties.call.enum},message:"must be equal to on\
e of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==void 0){let _errs4=errors;
validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===
null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;
if(valid0){if(data.stage!==void 0){let _errs5=errors;validate66(data.stage,{instancePath:instancePath+"/stage",parentData:data,
parentDataProperty:"stage",rootData})||(vErrors=vErrors===null?validate66.errors:vErrors.concat(validate66.errors),errors=
vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.part!==void 0){let data3=data.part,_errs6=errors;
if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)))return validate64.errors=[{instancePath:instancePath+"/part",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs6&&typeof data3==
"number"){if(data3>999||isNaN(data3))return validate64.errors=[{instancePath:instancePath+"/part",keyword:"maximum",params:{comparison:"<=",limit:999},message:"must be <= 999"}],!1;if(data3<0||isNaN(data3))
return validate64.errors=[{instancePath:instancePath+"/part",keyword:"minimum",params:{
comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.parts!==
void 0){let data4=data.parts,_errs8=errors;if(!(typeof data4=="number"&&!(data4%1)&&!isNaN(data4)))return validate64.errors=
[{instancePath:instancePath+"/parts",keyword:"type",params:{type:"integer"},message:"\
must be integer"}],!1;if(errors===_errs8&&typeof data4=="number"){if(data4>1e3||isNaN(data4))return validate64.errors=[{
instancePath:instancePath+"/parts",keyword:"maximum",params:{comparison:"<=",limit:1e3},
message:"must be <= 1000"}],!1;if(data4<1||isNaN(data4))return validate64.errors=[{instancePath:instancePath+"/parts",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs8===
errors}else var valid0=!0;if(valid0)if(data.text!==void 0){let data5=data.text,_errs10=errors;if(errors===_errs10)if(typeof data5==
"string"){if(func2(data5)>4194304)return validate64.errors=[{instancePath:instancePath+"/text",keyword:"maxLength",params:{limit:4194304},message:"must NOT have more than 4194304 characters"}],!1}else
return validate64.errors=[{instancePath:instancePath+"/text",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid0=_errs10===errors}else var valid0=!0}}}}}}}else return validate64.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate64.
errors=vErrors,errors===0}var schema28={type:"object",additionalProperties:!1,required:["call","hold","stage","from"],properties:{
call:{type:"string",enum:["LedgerDocumentRead"]},hold:{$ref:"#/components/schemas/LedgerHold"},stage:{$ref:"#/components\
/schemas/DocumentName"},from:{type:"integer",minimum:0,maximum:2147483646}}};function validate68(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.stage===void 0&&
(missing0="stage")||data.from===void 0&&(missing0="from"))return validate68.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="stage"||key0==="from")){return validate68.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!=
"string")return validate68.errors=[{instancePath:instancePath+"/call",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerDocumentRead")return validate68.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema28.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.stage!==void 0){let _errs5=errors;validate66(data.stage,{instancePath:instancePath+
"/stage",parentData:data,parentDataProperty:"stage",rootData})||(vErrors=vErrors===null?validate66.errors:vErrors.concat(
validate66.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0)if(data.from!==void 0){
let data3=data.from,_errs6=errors;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)))return validate68.errors=[{instancePath:instancePath+
"/from",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===
_errs6&&typeof data3=="number"){if(data3>2147483646||isNaN(data3))return validate68.errors=[{instancePath:instancePath+"\
/from",keyword:"maximum",params:{comparison:"<=",limit:2147483646},message:"must \
be <= 2147483646"}],!1;if(data3<0||isNaN(data3))return validate68.errors=[{instancePath:instancePath+"/from",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs6===
errors}else var valid0=!0}}}}}else return validate68.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate68.errors=vErrors,errors===0}var schema29={type:"object",additionalProperties:!1,
required:["call","hold","wanted"],properties:{call:{type:"string",enum:["LedgerBlobsFind"]},hold:{$ref:"#/components/sch\
emas/LedgerHold"},wanted:{type:"array",maxItems:2e3,items:{$ref:"#/components/schemas/WantedBlob"}}}};var pattern2=new RegExp("^[0-9a-f]{64}$","u");function validate73(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.sha256===
void 0&&(missing0="sha256")||data.git_sha1===void 0&&(missing0="git_sha1"))return validate73.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="sha256"||key0==="git_sha1")){return validate73.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.sha256!==void 0){let data0=data.sha256,_errs2=errors;if(typeof data0!=
"string"&&data0!==null)return validate73.errors=[{instancePath:instancePath+"/sha256",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs2&&typeof data0=="string"&&!pattern2.
test(data0))return validate73.errors=[{instancePath:instancePath+"/sha256",keyword:"\
pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0)if(data.git_sha1!==void 0){let data1=data.git_sha1,_errs5=errors;if(typeof data1!="string"&&data1!==
null)return validate73.errors=[{instancePath:instancePath+"/git_sha1",keyword:"t\
ype",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs5&&typeof data1=="string"&&!pattern0.test(data1))
return validate73.errors=[{instancePath:instancePath+"/git_sha1",keyword:"pat\
tern",params:{pattern:"^[0-9a-f]{40}$"},message:'must match pattern "^[0-9a-f]{40}$"'}],!1;var valid0=_errs5===errors}else
var valid0=!0}}}else return validate73.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;return validate73.errors=vErrors,errors===0}function validate71(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.wanted===void 0&&(missing0="wanted"))
return validate71.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hol\
d"||key0==="wanted")){return validate71.errors=[{instancePath,keyword:"additionalPro\
perties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.
call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate71.errors=[{instancePath:instancePath+
"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerBlobsFind")return validate71.errors=[{instancePath:instancePath+"/call",keyword:"\
enum",params:{allowedValues:schema29.properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+
"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.wanted!==void 0){let data2=data.
wanted,_errs5=errors;if(errors===_errs5)if(Array.isArray(data2)){if(data2.length>2e3)return validate71.errors=[{instancePath:instancePath+
"/wanted",keyword:"maxItems",params:{limit:2e3},message:"must NOT have more th\
an 2000 items"}],!1;{var valid1=!0;let len0=data2.length;for(let i0=0;i0<len0;i0++){let _errs7=errors;validate73(data2[i0],
{instancePath:instancePath+"/wanted/"+i0,parentData:data2,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate73.
errors:vErrors.concat(validate73.errors),errors=vErrors.length);var valid1=_errs7===errors;if(!valid1)break}}}else return validate71.
errors=[{instancePath:instancePath+"/wanted",keyword:"type",params:{type:"array"},
message:"must be array"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else return validate71.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate71.errors=vErrors,
errors===0}var schema31={type:"object",additionalProperties:!1,required:["call","hold","blobs"],properties:{call:{type:"\
string",enum:["LedgerBlobsReference"]},hold:{$ref:"#/components/schemas/LedgerHold"},blobs:{type:"array",maxItems:2e3,items:{
$ref:"#/components/schemas/PlannedBlob"}}}};function validate77(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.sha256===void 0&&(missing0="sha256")||data.
bytes===void 0&&(missing0="bytes"))return validate77.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="sha256"||key0==="bytes")){return validate77.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.sha256!==void 0){let data0=data.sha256,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(!pattern2.
test(data0))return validate77.errors=[{instancePath:instancePath+"/sha256",keyword:"\
pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1}else return validate77.errors=
[{instancePath:instancePath+"/sha256",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.bytes!==void 0){let _errs4=errors;validate46(
data.bytes,{instancePath:instancePath+"/bytes",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=vErrors===
null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}else
return validate77.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be objec\
t"}],!1;return validate77.errors=vErrors,errors===0}function validate75(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.blobs===void 0&&(missing0="blobs"))
return validate75.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hol\
d"||key0==="blobs")){return validate75.errors=[{instancePath,keyword:"additionalProp\
erties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.
call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate75.errors=[{instancePath:instancePath+
"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerBlobsReference")return validate75.errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema31.properties.call.enum},message:"must be equal to one of the allowed values"}],
!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,
{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.
errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0)
if(data.blobs!==void 0){let data2=data.blobs,_errs5=errors;if(errors===_errs5)if(Array.isArray(data2)){if(data2.length>2e3)
return validate75.errors=[{instancePath:instancePath+"/blobs",keyword:"maxItems",
params:{limit:2e3},message:"must NOT have more than 2000 items"}],!1;{var valid1=!0;let len0=data2.length;for(let i0=0;i0<
len0;i0++){let _errs7=errors;validate77(data2[i0],{instancePath:instancePath+"/blobs/"+i0,parentData:data2,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate77.errors:vErrors.concat(validate77.errors),errors=vErrors.length);var valid1=_errs7===
errors;if(!valid1)break}}}else return validate75.errors=[{instancePath:instancePath+"/blobs",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else
return validate75.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be objec\
t"}],!1;return validate75.errors=vErrors,errors===0}var schema33={type:"object",additionalProperties:!1,required:["call",
"hold","blobs"],properties:{call:{type:"string",enum:["LedgerBlobsStored"]},hold:{$ref:"#/components/schemas/LedgerHold"},
blobs:{type:"array",maxItems:2e3,items:{$ref:"#/components/schemas/LedgerBlob"}}}};function validate82(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.sha256===void 0&&(missing0="sha256")||data.
bytes===void 0&&(missing0="bytes")||data.crc32===void 0&&(missing0="crc32")||data.git_sha1===void 0&&(missing0="git_sha1"))
return validate82.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="sha256"||key0==="b\
ytes"||key0==="crc32"||key0==="git_sha1")){return validate82.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.sha256!==void 0){let data0=data.sha256,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(!pattern2.
test(data0))return validate82.errors=[{instancePath:instancePath+"/sha256",keyword:"\
pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1}else return validate82.errors=
[{instancePath:instancePath+"/sha256",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.bytes!==void 0){let _errs4=errors;
validate46(data.bytes,{instancePath:instancePath+"/bytes",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=
vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs4===errors}else
var valid0=!0;if(valid0){if(data.crc32!==void 0){let data2=data.crc32,_errs5=errors;if(!(typeof data2=="number"&&!(data2%
1)&&!isNaN(data2)))return validate82.errors=[{instancePath:instancePath+"/crc32",keyword:"\
type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs5&&typeof data2=="number"){if(data2>4294967295||
isNaN(data2))return validate82.errors=[{instancePath:instancePath+"/crc32",keyword:"\
maximum",params:{comparison:"<=",limit:4294967295},message:"must be <= 4294967295"}],!1;if(data2<0||isNaN(data2))return validate82.
errors=[{instancePath:instancePath+"/crc32",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs5===errors}else var valid0=!0;if(valid0)if(data.git_sha1!==void 0){
let data3=data.git_sha1,_errs7=errors;if(typeof data3!="string"&&data3!==null)return validate82.errors=[{instancePath:instancePath+
"/git_sha1",keyword:"type",params:{type:"string"},message:"must be string"}],!1;
if(errors===_errs7&&typeof data3=="string"&&!pattern0.test(data3))return validate82.errors=[{instancePath:instancePath+"\
/git_sha1",keyword:"pattern",params:{pattern:"^[0-9a-f]{40}$"},message:'must \
match pattern "^[0-9a-f]{40}$"'}],!1;var valid0=_errs7===errors}else var valid0=!0}}}}}else return validate82.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate82.errors=vErrors,
errors===0}function validate80(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||
data.hold===void 0&&(missing0="hold")||data.blobs===void 0&&(missing0="blobs"))return validate80.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="blobs")){return validate80.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;
if(typeof data0!="string")return validate80.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerBlobsStored")return validate80.
errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema33.
properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,
parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=
vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.blobs!==void 0){let data2=data.blobs,_errs5=errors;
if(errors===_errs5)if(Array.isArray(data2)){if(data2.length>2e3)return validate80.errors=[{instancePath:instancePath+"/b\
lobs",keyword:"maxItems",params:{limit:2e3},message:"must NOT have more than 20\
00 items"}],!1;{var valid1=!0;let len0=data2.length;for(let i0=0;i0<len0;i0++){let _errs7=errors;validate82(data2[i0],{instancePath:instancePath+
"/blobs/"+i0,parentData:data2,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate82.errors:vErrors.concat(
validate82.errors),errors=vErrors.length);var valid1=_errs7===errors;if(!valid1)break}}}else return validate80.errors=[{
instancePath:instancePath+"/blobs",keyword:"type",params:{type:"array"},message:"mu\
st be array"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else return validate80.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate80.errors=vErrors,errors===0}
var schema35={type:"object",additionalProperties:!1,required:["call","hold","sha256"],properties:{call:{type:"string",enum:[
"LedgerBlobMissing"]},hold:{$ref:"#/components/schemas/LedgerHold"},sha256:{type:"string",pattern:"^[0-9a-f]{64}$"}}};function validate85(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="ho\
ld")||data.sha256===void 0&&(missing0="sha256"))return validate85.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="sha256")){return validate85.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additiona\
l properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="\
string")return validate85.errors=[{instancePath:instancePath+"/call",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerBlobMissing")return validate85.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema35.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.sha256!==void 0){let data2=data.sha256,_errs5=errors;if(errors===_errs5)if(typeof data2==
"string"){if(!pattern2.test(data2))return validate85.errors=[{instancePath:instancePath+"/sha256",keyword:"pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1}else
return validate85.errors=[{instancePath:instancePath+"/sha256",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else return validate85.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate85.
errors=vErrors,errors===0}var schema36={type:"object",additionalProperties:!1,required:["call","repository"],properties:{
call:{type:"string",enum:["LedgerParentScore"]},repository:{type:"string",minLength:1,maxLength:250}}};function validate87(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.repository===void 0&&(missing0=
"repository"))return validate87.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0===
"repository")){return validate87.errors=[{instancePath,keyword:"additionalProperties",
params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==
void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate87.errors=[{instancePath:instancePath+
"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerParentScore")return validate87.errors=[{instancePath:instancePath+"/call",keyword:"\
enum",params:{allowedValues:schema36.properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0)if(data.repository!==void 0){let data1=data.repository,_errs4=errors;if(errors===_errs4)
if(typeof data1=="string"){if(func2(data1)>250)return validate87.errors=[{instancePath:instancePath+"/repository",keyword:"maxLength",params:{limit:250},message:"must NOT have more than 250 character\
s"}],!1;if(func2(data1)<1)return validate87.errors=[{instancePath:instancePath+"/repository",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate87.
errors=[{instancePath:instancePath+"/repository",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0}}}else return validate87.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate87.errors=vErrors,
errors===0}var schema37={type:"object",additionalProperties:!1,required:["call","repository"],properties:{call:{type:"st\
ring",enum:["LedgerDatasetOffer"]},repository:{type:"string",minLength:1,maxLength:250}}};function validate88(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.repository===void 0&&(missing0="reposi\
tory"))return validate88.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0===
"repository")){return validate88.errors=[{instancePath,keyword:"additionalProperties",
params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==
void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate88.errors=[{instancePath:instancePath+
"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerDatasetOffer")return validate88.errors=[{instancePath:instancePath+"/call",keyword:"\
enum",params:{allowedValues:schema37.properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0)if(data.repository!==void 0){let data1=data.repository,_errs4=errors;if(errors===_errs4)
if(typeof data1=="string"){if(func2(data1)>250)return validate88.errors=[{instancePath:instancePath+"/repository",keyword:"maxLength",params:{limit:250},message:"must NOT have more than 250 character\
s"}],!1;if(func2(data1)<1)return validate88.errors=[{instancePath:instancePath+"/repository",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate88.
errors=[{instancePath:instancePath+"/repository",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0}}}else return validate88.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate88.errors=vErrors,
errors===0}var schema38={type:"object",additionalProperties:!1,required:["call","hold","units"],properties:{call:{type:"\
string",enum:["LedgerSharePlan"]},hold:{$ref:"#/components/schemas/LedgerHold"},units:{type:"array",maxItems:1e5,items:{
$ref:"#/components/schemas/LedgerPlannedUnit"}}}};function validate92(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data)))return validate92.errors=[{instancePath,keyword:"type",params:{type:"\
integer"},message:"must be integer"}],!1;if(errors===0&&typeof data=="number"){if(data>99999||isNaN(data))return validate92.
errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:99999},message:"must be <= \
99999"}],!1;if(data<0||isNaN(data))return validate92.errors=[{instancePath,keyword:"minimum",params:{
comparison:">=",limit:0},message:"must be >= 0"}],!1}return validate92.errors=vErrors,errors===0}function validate91(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.number===void 0&&(missing0="number")||data.sha256===void 0&&(missing0=
"sha256")||data.bytes===void 0&&(missing0="bytes")||data.files===void 0&&(missing0="files"))return validate91.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="number"||key0==="sha256"||key0==="bytes"||key0==="files")){
return validate91.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.number!==void 0){let _errs2=errors;
validate92(data.number,{instancePath:instancePath+"/number",parentData:data,parentDataProperty:"number",rootData})||(vErrors=
vErrors===null?validate92.errors:vErrors.concat(validate92.errors),errors=vErrors.length);var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.sha256!==void 0){let data1=data.sha256,_errs3=errors;if(typeof data1!="string"&&data1!==
null)return validate91.errors=[{instancePath:instancePath+"/sha256",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(errors===_errs3&&typeof data1=="string"&&!pattern2.test(data1))return validate91.
errors=[{instancePath:instancePath+"/sha256",keyword:"pattern",params:{pattern:"\
^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1;var valid0=_errs3===errors}else var valid0=!0;if(valid0){
if(data.bytes!==void 0){let _errs6=errors;validate46(data.bytes,{instancePath:instancePath+"/bytes",parentData:data,parentDataProperty:"\
bytes",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0)if(data.files!==void 0){let data3=data.files,_errs7=errors;if(!(typeof data3=="numbe\
r"&&!(data3%1)&&!isNaN(data3)))return validate91.errors=[{instancePath:instancePath+"/files",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs7&&typeof data3=="numbe\
r"){if(data3>1e6||isNaN(data3))return validate91.errors=[{instancePath:instancePath+"/files",keyword:"maximum",params:{comparison:"<=",limit:1e6},message:"must be <= 1000000"}],!1;if(data3<1||isNaN(data3))
return validate91.errors=[{instancePath:instancePath+"/files",keyword:"minimum",
params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs7===errors}else var valid0=!0}}}}}else return validate91.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate91.
errors=vErrors,errors===0}function validate89(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0=
"call")||data.hold===void 0&&(missing0="hold")||data.units===void 0&&(missing0="units"))return validate89.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="units")){return validate89.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;
if(typeof data0!="string")return validate89.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerSharePlan")return validate89.errors=
[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema38.properties.
call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"\
hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.units!==void 0){let data2=data.units,_errs5=errors;if(errors===_errs5)if(Array.
isArray(data2)){if(data2.length>1e5)return validate89.errors=[{instancePath:instancePath+"/units",keyword:"maxItems",params:{limit:1e5},message:"must NOT have more than 100000 items"}],!1;{var valid1=!0;
let len0=data2.length;for(let i0=0;i0<len0;i0++){let _errs7=errors;validate91(data2[i0],{instancePath:instancePath+"/uni\
ts/"+i0,parentData:data2,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate91.errors:vErrors.concat(validate91.
errors),errors=vErrors.length);var valid1=_errs7===errors;if(!valid1)break}}}else return validate89.errors=[{instancePath:instancePath+
"/units",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs5===
errors}else var valid0=!0}}}}else return validate89.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate89.errors=vErrors,errors===0}var schema41={type:"object",additionalProperties:!1,
required:["call","hold"],properties:{call:{type:"string",enum:["LedgerShareJoin"]},hold:{$ref:"#/components/schemas/Ledg\
erHold"}}};function validate96(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||
data.hold===void 0&&(missing0="hold"))return validate96.errors=[{instancePath,keyword:"required",
params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="call"||key0==="hold")){return validate96.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate96.errors=[{instancePath:instancePath+
"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerShareJoin")return validate96.errors=[{instancePath:instancePath+"/call",keyword:"\
enum",params:{allowedValues:schema41.properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0)if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+
"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}else return validate96.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate96.errors=vErrors,
errors===0}var schema42={type:"object",additionalProperties:!1,required:["call","hold","worker","finished","moving","wan\
ts","budget"],properties:{call:{type:"string",enum:["LedgerShareExchange"]},hold:{$ref:"#/components/schemas/LedgerHold"},
worker:{$ref:"#/components/schemas/ShareWorker"},finished:{type:"array",maxItems:100,items:{$ref:"#/components/schemas/L\
edgerFinishedUnit"}},moving:{type:"array",maxItems:100,items:{$ref:"#/components/schemas/LedgerMovingUnit"}},wants:{type:"\
boolean"},budget:{$ref:"#/components/schemas/LedgerBudgetReport"}}};function validate100(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0&&errors===0)if(typeof data=="string"){if(func2(data)>36)return validate100.errors=[{instancePath,keyword:"maxLength",params:{limit:36},message:"must NOT have more than 36 characters"}],!1;if(!formats0.test(data))return validate100.
errors=[{instancePath,keyword:"format",params:{format:"uuid"},message:'must match format "uuid"'}],
!1}else return validate100.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must\
 be string"}],!1;return validate100.errors=vErrors,errors===0}var schema46={type:"object",additionalProperties:!1,required:["path","severity","code","text"],properties:{path:{type:"s\
tring",maxLength:4096},member:{type:"string",maxLength:4096},severity:{type:"string",enum:["unsafe","suspicious","info"]},
code:{type:"string",maxLength:50},text:{type:"string",maxLength:1e3}}};function validate107(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if(data.path===void 0&&(missing0="path")||data.severity===void 0&&(missing0="severity")||data.code===
void 0&&(missing0="code")||data.text===void 0&&(missing0="text"))return validate107.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(!(key0==="path"||key0==="member"||key0==="severity"||key0==="code"||key0==="t\
ext")){return validate107.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.path!==void 0){
let data0=data.path,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>4096)return validate107.
errors=[{instancePath:instancePath+"/path",keyword:"maxLength",params:{limit:4096},
message:"must NOT have more than 4096 characters"}],!1}else return validate107.errors=[{instancePath:instancePath+"/path",
keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.member!==void 0){let data1=data.member,_errs4=errors;if(errors===_errs4)if(typeof data1==
"string"){if(func2(data1)>4096)return validate107.errors=[{instancePath:instancePath+"/member",keyword:"maxLength",params:{limit:4096},message:"must NOT have more than 4096 characters"}],!1}else return validate107.
errors=[{instancePath:instancePath+"/member",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.severity!==void 0){let data2=data.
severity,_errs6=errors;if(typeof data2!="string")return validate107.errors=[{instancePath:instancePath+"/severity",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data2==="unsafe"||data2===
"suspicious"||data2==="info"))return validate107.errors=[{instancePath:instancePath+"/severity",keyword:"enum",params:{allowedValues:schema46.properties.severity.enum},message:"must be equal to one of\
 the allowed values"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.code!==void 0){let data3=data.
code,_errs8=errors;if(errors===_errs8)if(typeof data3=="string"){if(func2(data3)>50)return validate107.errors=[{instancePath:instancePath+
"/code",keyword:"maxLength",params:{limit:50},message:"must NOT have more than \
50 characters"}],!1}else return validate107.errors=[{instancePath:instancePath+"/code",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs8===errors}else var valid0=!0;if(valid0)
if(data.text!==void 0){let data4=data.text,_errs10=errors;if(errors===_errs10)if(typeof data4=="string"){if(func2(data4)>
1e3)return validate107.errors=[{instancePath:instancePath+"/text",keyword:"maxL\
ength",params:{limit:1e3},message:"must NOT have more than 1000 characters"}],!1}else return validate107.errors=[{instancePath:instancePath+
"/text",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs10===
errors}else var valid0=!0}}}}}}else return validate107.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate107.errors=vErrors,errors===0}function validate106(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.findings===void 0&&(missing0="findings")||data.scanned===void 0&&(missing0="s\
canned"))return validate106.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="findings"||
key0==="scanned")){return validate106.errors=[{instancePath,keyword:"additionalPrope\
rties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.
findings!==void 0){let data0=data.findings,_errs2=errors;if(errors===_errs2)if(Array.isArray(data0)){if(data0.length>1e3)
return validate106.errors=[{instancePath:instancePath+"/findings",keyword:"m\
axItems",params:{limit:1e3},message:"must NOT have more than 1000 items"}],!1;{var valid1=!0;let len0=data0.length;for(let i0=0;i0<
len0;i0++){let _errs4=errors;validate107(data0[i0],{instancePath:instancePath+"/findings/"+i0,parentData:data0,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate107.errors:vErrors.concat(validate107.errors),errors=vErrors.length);var valid1=_errs4===
errors;if(!valid1)break}}}else return validate106.errors=[{instancePath:instancePath+"/findings",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0)if(data.scanned!==void 0){let data2=data.scanned,_errs5=errors;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(
data2)))return validate106.errors=[{instancePath:instancePath+"/scanned",keyword:"\
type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs5&&typeof data2=="number"){if(data2>2147483647||
isNaN(data2))return validate106.errors=[{instancePath:instancePath+"/scanned",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 2147483647"}],!1;if(data2<0||isNaN(data2))
return validate106.errors=[{instancePath:instancePath+"/scanned",keyword:"mini\
mum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs5===errors}else var valid0=!0}}}else return validate106.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate106.
errors=vErrors,errors===0}function validate102(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.number===void 0&&(missing0=
"number")||data.bytes_fetched===void 0&&(missing0="bytes_fetched")||data.report===void 0&&(missing0="report"))return validate102.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="number"||key0==="blob"||key0===
"bytes_fetched"||key0==="report")){return validate102.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.number!==void 0){let _errs2=errors;validate92(data.number,{instancePath:instancePath+"/number",parentData:data,
parentDataProperty:"number",rootData})||(vErrors=vErrors===null?validate92.errors:vErrors.concat(validate92.errors),errors=
vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.blob!==void 0){let _errs3=errors;validate82(
data.blob,{instancePath:instancePath+"/blob",parentData:data,parentDataProperty:"blob",rootData})||(vErrors=vErrors===null?
validate82.errors:vErrors.concat(validate82.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;
if(valid0){if(data.bytes_fetched!==void 0){let _errs4=errors;validate46(data.bytes_fetched,{instancePath:instancePath+"/\
bytes_fetched",parentData:data,parentDataProperty:"bytes_fetched",rootData})||(vErrors=vErrors===null?validate46.errors:
vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.
report!==void 0){let _errs5=errors;validate106(data.report,{instancePath:instancePath+"/report",parentData:data,parentDataProperty:"\
report",rootData})||(vErrors=vErrors===null?validate106.errors:vErrors.concat(validate106.errors),errors=vErrors.length);
var valid0=_errs5===errors}else var valid0=!0}}}}}else return validate102.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate102.errors=vErrors,errors===0}function validate111(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.number===void 0&&(missing0="number")||data.
bytes_done===void 0&&(missing0="bytes_done"))return validate111.errors=[{instancePath,keyword:"r\
equired",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="number"||key0==="bytes_done")){return validate111.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional \
properties"}],!1;break}if(_errs1===errors){if(data.number!==void 0){let _errs2=errors;validate92(data.number,{instancePath:instancePath+
"/number",parentData:data,parentDataProperty:"number",rootData})||(vErrors=vErrors===null?validate92.errors:vErrors.concat(
validate92.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.bytes_done!==void 0){
let _errs3=errors;validate46(data.bytes_done,{instancePath:instancePath+"/bytes_done",parentData:data,parentDataProperty:"\
bytes_done",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);
var valid0=_errs3===errors}else var valid0=!0}}}else return validate111.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate111.errors=vErrors,errors===0}var pattern9=new RegExp("^[0-9a-f]{32}$","u");function validate117(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.source===void 0&&(missing0="source")||data.
kind===void 0&&(missing0="kind")||data.remaining===void 0&&(missing0="remaining")||data.until===void 0&&(missing0="until"))
return validate117.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="source"||key0==="k\
ind"||key0==="remaining"||key0==="until")){return validate117.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}
if(_errs1===errors){if(data.source!==void 0){let data0=data.source,_errs2=errors;if(errors===_errs2)if(typeof data0=="st\
ring"){if(func2(data0)>300)return validate117.errors=[{instancePath:instancePath+"/source",keyword:"maxLength",params:{limit:300},message:"must NOT have more than 300 characters"}],!1;if(func2(data0)<
1)return validate117.errors=[{instancePath:instancePath+"/source",keyword:"mi\
nLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate117.errors=[{instancePath:instancePath+
"/source",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.kind!==void 0){let data1=data.kind,_errs4=errors;if(errors===_errs4)if(typeof data1==
"string"){if(func2(data1)>64)return validate117.errors=[{instancePath:instancePath+"/kind",keyword:"maxLength",params:{limit:64},message:"must NOT have more than 64 characters"}],!1;if(func2(data1)<1)
return validate117.errors=[{instancePath:instancePath+"/kind",keyword:"minLengt\
h",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate117.errors=[{instancePath:instancePath+
"/kind",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.remaining!==void 0){let data2=data.remaining,_errs6=errors;if(!(typeof data2==
"number"&&!(data2%1)&&!isNaN(data2)))return validate117.errors=[{instancePath:instancePath+"/remaining",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs6&&typeof data2==
"number"){if(data2>2147483647||isNaN(data2))return validate117.errors=[{instancePath:instancePath+"/remaining",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 21474836\
47"}],!1;if(data2<0||isNaN(data2))return validate117.errors=[{instancePath:instancePath+"/remaining",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs6===
errors}else var valid0=!0;if(valid0)if(data.until!==void 0){let data3=data.until,_errs8=errors;if(!(typeof data3=="numbe\
r"&&!(data3%1)&&!isNaN(data3)))return validate117.errors=[{instancePath:instancePath+"/until",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs8&&typeof data3=="numb\
er"){if(data3>9007199254740991||isNaN(data3))return validate117.errors=[{instancePath:instancePath+"/until",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= 900719\
9254740991"}],!1;if(data3<0||isNaN(data3))return validate117.errors=[{instancePath:instancePath+"/until",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs8===
errors}else var valid0=!0}}}}}else return validate117.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate117.errors=vErrors,errors===0}function validate116(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(data)){if(data.
length>1e3)return validate116.errors=[{instancePath,keyword:"maxItems",params:{limit:1e3},message:"\
must NOT have more than 1000 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let _errs1=errors;
validate117(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===
null?validate117.errors:vErrors.concat(validate117.errors),errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)
break}}}else return validate116.errors=[{instancePath,keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;return validate116.errors=vErrors,errors===0}function validate115(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.identity===void 0&&(missing0="identity")||data.known===void 0&&(missing0="known"))return validate115.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="identity"||key0==="known")){return validate115.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.identity!==void 0){let data0=data.identity,_errs2=errors;
if(errors===_errs2)if(typeof data0=="string"){if(!pattern9.test(data0))return validate115.errors=[{instancePath:instancePath+
"/identity",keyword:"pattern",params:{pattern:"^[0-9a-f]{32}$"},message:'must\
 match pattern "^[0-9a-f]{32}$"'}],!1}else return validate115.errors=[{instancePath:instancePath+"/identity",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0)if(data.known!==void 0){let _errs4=errors;validate116(data.known,{instancePath:instancePath+"/kn\
own",parentData:data,parentDataProperty:"known",rootData})||(vErrors=vErrors===null?validate116.errors:vErrors.concat(validate116.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}else return validate115.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate115.errors=vErrors,
errors===0}function validate98(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||
data.hold===void 0&&(missing0="hold")||data.worker===void 0&&(missing0="worker")||data.finished===void 0&&(missing0="fin\
ished")||data.moving===void 0&&(missing0="moving")||data.wants===void 0&&(missing0="wants")||data.budget===void 0&&(missing0=
"budget"))return validate98.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0===
"hold"||key0==="worker"||key0==="finished"||key0==="moving"||key0==="wants"||key0==="budget")){return validate98.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;
if(typeof data0!="string")return validate98.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerShareExchange")return validate98.
errors=[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema42.
properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,
parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=
vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.worker!==void 0){let _errs5=errors;validate100(
data.worker,{instancePath:instancePath+"/worker",parentData:data,parentDataProperty:"worker",rootData})||(vErrors=vErrors===
null?validate100.errors:vErrors.concat(validate100.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;
if(valid0){if(data.finished!==void 0){let data3=data.finished,_errs6=errors;if(errors===_errs6)if(Array.isArray(data3)){
if(data3.length>100)return validate98.errors=[{instancePath:instancePath+"/finished",keyword:"maxItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid1=!0;let len0=data3.
length;for(let i0=0;i0<len0;i0++){let _errs8=errors;validate102(data3[i0],{instancePath:instancePath+"/finished/"+i0,parentData:data3,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate102.errors:vErrors.concat(validate102.errors),errors=vErrors.
length);var valid1=_errs8===errors;if(!valid1)break}}}else return validate98.errors=[{instancePath:instancePath+"/finish\
ed",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.moving!==void 0){let data5=data.moving,_errs9=errors;if(errors===_errs9)if(Array.
isArray(data5)){if(data5.length>100)return validate98.errors=[{instancePath:instancePath+"/moving",keyword:"maxItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid2=!0;
let len1=data5.length;for(let i1=0;i1<len1;i1++){let _errs11=errors;validate111(data5[i1],{instancePath:instancePath+"/m\
oving/"+i1,parentData:data5,parentDataProperty:i1,rootData})||(vErrors=vErrors===null?validate111.errors:vErrors.concat(
validate111.errors),errors=vErrors.length);var valid2=_errs11===errors;if(!valid2)break}}}else return validate98.errors=
[{instancePath:instancePath+"/moving",keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.wants!==void 0){let _errs12=errors;
if(typeof data.wants!="boolean")return validate98.errors=[{instancePath:instancePath+"/wants",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs12===errors}else var valid0=!0;
if(valid0)if(data.budget!==void 0){let _errs14=errors;validate115(data.budget,{instancePath:instancePath+"/budget",parentData:data,
parentDataProperty:"budget",rootData})||(vErrors=vErrors===null?validate115.errors:vErrors.concat(validate115.errors),errors=
vErrors.length);var valid0=_errs14===errors}else var valid0=!0}}}}}}}}else return validate98.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate98.errors=vErrors,errors===0}
var schema51={type:"object",additionalProperties:!1,required:["call","hold","worker","number","bytes_fetched"],properties:{
call:{type:"string",enum:["LedgerShareGiveBack"]},hold:{$ref:"#/components/schemas/LedgerHold"},worker:{$ref:"#/componen\
ts/schemas/ShareWorker"},number:{$ref:"#/components/schemas/UnitNumber"},bytes_fetched:{$ref:"#/components/schemas/Bytes"},
failure:{$ref:"#/components/schemas/LedgerUnitFailure"}}};var schema53={type:"string",enum:["source_not_found","source_gated","source_rate_limited","source_unavailable","source_u\
ntrusted","source_too_large","already_registered","integrity_mismatch","storage_unavailable","timed_out","internal_error"]};
function validate127(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return typeof data!=
"string"?(validate127.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be s\
tring"}],!1):data==="source_not_found"||data==="source_gated"||data==="source_rate_limited"||data==="source_unavailable"||
data==="source_untrusted"||data==="source_too_large"||data==="already_registered"||data==="integrity_mismatch"||data==="\
storage_unavailable"||data==="timed_out"||data==="internal_error"?(validate127.errors=vErrors,errors===0):(validate127.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema53.enum},message:"must be equal to one of \
the allowed values"}],!1)}function validate126(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.code===void 0&&(missing0=
"code")||data.detail===void 0&&(missing0="detail"))return validate126.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="code"||key0==="detail")){return validate126.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional proper\
ties"}],!1;break}if(_errs1===errors){if(data.code!==void 0){let _errs2=errors;validate127(data.code,{instancePath:instancePath+
"/code",parentData:data,parentDataProperty:"code",rootData})||(vErrors=vErrors===null?validate127.errors:vErrors.concat(
validate127.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.detail!==void 0){
let data1=data.detail,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>4e3)return validate126.
errors=[{instancePath:instancePath+"/detail",keyword:"maxLength",params:{limit:4e3},
message:"must NOT have more than 4000 characters"}],!1}else return validate126.errors=[{instancePath:instancePath+"/deta\
il",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===
errors}else var valid0=!0}}}else return validate126.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate126.errors=vErrors,errors===0}function validate121(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.
worker===void 0&&(missing0="worker")||data.number===void 0&&(missing0="number")||data.bytes_fetched===void 0&&(missing0=
"bytes_fetched"))return validate121.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0===
"hold"||key0==="worker"||key0==="number"||key0==="bytes_fetched"||key0==="failure")){return validate121.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!=
"string")return validate121.errors=[{instancePath:instancePath+"/call",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerShareGiveBack")return validate121.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema51.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.worker!==void 0){let _errs5=errors;validate100(data.worker,{instancePath:instancePath+
"/worker",parentData:data,parentDataProperty:"worker",rootData})||(vErrors=vErrors===null?validate100.errors:vErrors.concat(
validate100.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.number!==void 0){
let _errs6=errors;validate92(data.number,{instancePath:instancePath+"/number",parentData:data,parentDataProperty:"number",
rootData})||(vErrors=vErrors===null?validate92.errors:vErrors.concat(validate92.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.bytes_fetched!==void 0){let _errs7=errors;validate46(data.bytes_fetched,{instancePath:instancePath+
"/bytes_fetched",parentData:data,parentDataProperty:"bytes_fetched",rootData})||(vErrors=vErrors===null?validate46.errors:
vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0)if(data.
failure!==void 0){let _errs8=errors;validate126(data.failure,{instancePath:instancePath+"/failure",parentData:data,parentDataProperty:"\
failure",rootData})||(vErrors=vErrors===null?validate126.errors:vErrors.concat(validate126.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0}}}}}}}else return validate121.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate121.errors=vErrors,errors===0}var schema54={type:"\
object",additionalProperties:!1,required:["call","hold"],properties:{call:{type:"string",enum:["LedgerShareReport"]},hold:{
$ref:"#/components/schemas/LedgerHold"}}};function validate130(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===
void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold"))return validate130.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold")){return validate130.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additiona\
l properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="\
string")return validate130.errors=[{instancePath:instancePath+"/call",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerShareReport")return validate130.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema54.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0}}}else return validate130.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate130.errors=vErrors,errors===0}var schema55={type:"object",additionalProperties:!1,
required:["call","hold","message","progress","files","archive"],properties:{call:{type:"string",enum:["LedgerComplete"]},
hold:{$ref:"#/components/schemas/LedgerHold"},message:{$ref:"#/components/schemas/SettleMessage"},progress:{$ref:"#/comp\
onents/schemas/Progress"},verdict:{$ref:"#/components/schemas/Verdict"},rating:{$ref:"#/components/schemas/LedgerRating"},
files:{$ref:"#/components/schemas/SavedDocument"},archive:{$ref:"#/components/schemas/LedgerArchive"},links:{type:"array",
maxItems:1e3,items:{$ref:"#/components/schemas/LedgerLink"}}}};function validate134(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(func2(data)>4e3)return validate134.errors=[{instancePath,keyword:"\
maxLength",params:{limit:4e3},message:"must NOT have more than 4000 characters"}],!1}else return validate134.errors=[{instancePath,
keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate134.errors=vErrors,
errors===0}var schema57={type:"object",additionalProperties:!1,required:["admitted","net_score","threshold","policy_vers\
ion","coverage","bounds","firmness","reasons","metrics"],properties:{admitted:{type:"boolean"},net_score:{$ref:"#/compon\
ents/schemas/NullableScore"},threshold:{$ref:"#/components/schemas/Score"},policy_version:{$ref:"#/components/schemas/Po\
licyVersion"},coverage:{$ref:"#/components/schemas/Coverage"},bounds:{$ref:"#/components/schemas/Bounds"},firmness:{$ref:"\
#/components/schemas/Firmness"},reasons:{$ref:"#/components/schemas/Reasons"},advice:{$ref:"#/components/schemas/AdviceL\
ist"},metrics:{$ref:"#/components/schemas/MetricDetailsByName"},license:{type:"string",maxLength:200},findings:{type:"ar\
ray",maxItems:1e3,items:{$ref:"#/components/schemas/ScanFinding"}}}};function validate138(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"number"&&data!==null)return validate138.errors=[{instancePath,keyword:"type",params:{type:"number"},
message:"must be number"}],!1;if(errors===0&&typeof data=="number"){if(data>1||isNaN(data))return validate138.errors=[{instancePath,
keyword:"maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data<0||isNaN(data))
return validate138.errors=[{instancePath,keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"}],!1}return validate138.errors=vErrors,errors===0}function validate140(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="number"){if(data>1||isNaN(data))return validate140.errors=[{instancePath,keyword:"\
maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data<0||isNaN(data))return validate140.errors=[
{instancePath,keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else
return validate140.errors=[{instancePath,keyword:"type",params:{type:"number"},message:"must be numb\
er"}],!1;return validate140.errors=vErrors,errors===0}function validate142(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(func2(data)>50)return validate142.errors=[{instancePath,keyword:"\
maxLength",params:{limit:50},message:"must NOT have more than 50 characters"}],!1}else return validate142.errors=[{instancePath,
keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate142.errors=vErrors,
errors===0}function validate144(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="number"){if(data>1||isNaN(data))return validate144.errors=[{instancePath,keyword:"\
maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data<0||isNaN(data))return validate144.errors=[
{instancePath,keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else
return validate144.errors=[{instancePath,keyword:"type",params:{type:"number"},message:"must be numb\
er"}],!1;return validate144.errors=vErrors,errors===0}function validate146(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.lo===void 0&&(missing0="lo")||data.hi===void 0&&
(missing0="hi"))return validate146.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="lo"||key0===
"hi")){return validate146.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.lo!==void 0){
let _errs2=errors;validate140(data.lo,{instancePath:instancePath+"/lo",parentData:data,parentDataProperty:"lo",rootData})||
(vErrors=vErrors===null?validate140.errors:vErrors.concat(validate140.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0)if(data.hi!==void 0){let _errs3=errors;validate140(data.hi,{instancePath:instancePath+
"/hi",parentData:data,parentDataProperty:"hi",rootData})||(vErrors=vErrors===null?validate140.errors:vErrors.concat(validate140.
errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0}}}else return validate146.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate146.errors=vErrors,
errors===0}var schema63={type:"string",enum:["robust","tentative"]};function validate150(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return typeof data!="string"?(validate150.errors=[{instancePath,
keyword:"type",params:{type:"string"},message:"must be string"}],!1):data==="robust"||data==="tentat\
ive"?(validate150.errors=vErrors,errors===0):(validate150.errors=[{instancePath,keyword:"enum",params:{
allowedValues:schema63.enum},message:"must be equal to one of the allowed values"}],!1)}function validate152(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(Array.isArray(data)){if(data.length>100)return validate152.errors=[{instancePath,keyword:"m\
axItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<
len0;i0++){let data0=data[i0],_errs1=errors;if(errors===_errs1)if(typeof data0=="string"){if(func2(data0)>1e3)return validate152.
errors=[{instancePath:instancePath+"/"+i0,keyword:"maxLength",params:{limit:1e3},message:"\
must NOT have more than 1000 characters"}],!1}else return validate152.errors=[{instancePath:instancePath+"/"+i0,keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs1===errors;if(!valid0)
break}}}else return validate152.errors=[{instancePath,keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;return validate152.errors=vErrors,errors===0}var schema67={type:"string",enum:["ramp_up_time","bus_factor","performance_claims","license","dataset_and_code_score","d\
ataset_quality","code_quality","reproducibility","reviewedness","tree_score","size_score"]};function validate156(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return typeof data!="string"?(validate156.errors=
[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1):data==="ramp_up_\
time"||data==="bus_factor"||data==="performance_claims"||data==="license"||data==="dataset_and_code_score"||data==="data\
set_quality"||data==="code_quality"||data==="reproducibility"||data==="reviewedness"||data==="tree_score"||data==="size_\
score"?(validate156.errors=vErrors,errors===0):(validate156.errors=[{instancePath,keyword:"enum",params:{
allowedValues:schema67.enum},message:"must be equal to one of the allowed values"}],!1)}function validate155(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.metric===void 0&&(missing0="metric")||data.text===void 0&&(missing0="text")||
data.gain===void 0&&(missing0="gain"))return validate155.errors=[{instancePath,keyword:"required",
params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="metric"||key0==="text"||key0==="gain")){return validate155.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],
!1;break}if(_errs1===errors){if(data.metric!==void 0){let _errs2=errors;validate156(data.metric,{instancePath:instancePath+
"/metric",parentData:data,parentDataProperty:"metric",rootData})||(vErrors=vErrors===null?validate156.errors:vErrors.concat(
validate156.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.text!==void 0){
let data1=data.text,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>1e3)return validate155.errors=
[{instancePath:instancePath+"/text",keyword:"maxLength",params:{limit:1e3},message:"\
must NOT have more than 1000 characters"}],!1}else return validate155.errors=[{instancePath:instancePath+"/text",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===errors}else
var valid0=!0;if(valid0)if(data.gain!==void 0){let data2=data.gain,_errs5=errors;if(errors===_errs5)if(typeof data2=="nu\
mber"){if(data2>1||isNaN(data2))return validate155.errors=[{instancePath:instancePath+"/gain",keyword:"maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data2<0||isNaN(data2))return validate155.
errors=[{instancePath:instancePath+"/gain",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"}],!1}else return validate155.errors=[{instancePath:instancePath+"/gain",keyword:"type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs5===errors}else
var valid0=!0}}}}else return validate155.errors=[{instancePath,keyword:"type",params:{type:"object"},
message:"must be object"}],!1;return validate155.errors=vErrors,errors===0}function validate154(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(data)){if(data.length>50)
return validate154.errors=[{instancePath,keyword:"maxItems",params:{limit:50},message:"must NOT \
have more than 50 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let _errs1=errors;validate155(
data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate155.
errors:vErrors.concat(validate155.errors),errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)break}}}else return validate154.
errors=[{instancePath,keyword:"type",params:{type:"array"},message:"must be array"}],!1;return validate154.
errors=vErrors,errors===0}var schema69={type:"object",additionalProperties:!1,required:["status","score","confidence","weight","effective_weight",
"bounds","evidence"],properties:{status:{type:"string",enum:["scored","absent","unknown","not_applicable"]},score:{$ref:"\
#/components/schemas/NullableScore"},confidence:{type:"number",minimum:0,maximum:1},weight:{type:"number",minimum:0,maximum:1},
effective_weight:{type:"number",minimum:0,maximum:1},bounds:{$ref:"#/components/schemas/Bounds"},evidence:{$ref:"#/compo\
nents/schemas/EvidenceList"}}};var schema71={type:"object",additionalProperties:!1,required:["code","effect","points","text","source"],properties:{code:{
type:"string",maxLength:50},effect:{type:"string",enum:["+","-","?","i"]},points:{type:"number"},text:{type:"string",maxLength:1e3},
source:{type:"string",maxLength:500}}};function validate165(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.code===
void 0&&(missing0="code")||data.effect===void 0&&(missing0="effect")||data.points===void 0&&(missing0="points")||data.text===
void 0&&(missing0="text")||data.source===void 0&&(missing0="source"))return validate165.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="code"||key0==="effect"||key0==="points"||key0==="text"||key0==="\
source")){return validate165.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.code!==void 0){
let data0=data.code,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>50)return validate165.errors=
[{instancePath:instancePath+"/code",keyword:"maxLength",params:{limit:50},message:"\
must NOT have more than 50 characters"}],!1}else return validate165.errors=[{instancePath:instancePath+"/code",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.effect!==void 0){let data1=data.effect,_errs4=errors;if(typeof data1!="string")return validate165.
errors=[{instancePath:instancePath+"/effect",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;if(!(data1==="+"||data1==="-"||data1==="?"||data1==="i"))return validate165.errors=[{instancePath:instancePath+
"/effect",keyword:"enum",params:{allowedValues:schema71.properties.effect.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.points!==
void 0){let _errs6=errors;if(typeof data.points!="number")return validate165.errors=[{instancePath:instancePath+"/points",
keyword:"type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.text!==void 0){let data3=data.text,_errs8=errors;if(errors===_errs8)if(typeof data3==
"string"){if(func2(data3)>1e3)return validate165.errors=[{instancePath:instancePath+"/text",keyword:"maxLength",params:{limit:1e3},message:"must NOT have more than 1000 characters"}],!1}else return validate165.
errors=[{instancePath:instancePath+"/text",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs8===errors}else var valid0=!0;if(valid0)if(data.source!==void 0){let data4=data.source,
_errs10=errors;if(errors===_errs10)if(typeof data4=="string"){if(func2(data4)>500)return validate165.errors=[{instancePath:instancePath+
"/source",keyword:"maxLength",params:{limit:500},message:"must NOT have more \
than 500 characters"}],!1}else return validate165.errors=[{instancePath:instancePath+"/source",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs10===errors}else var valid0=!0}}}}}}else
return validate165.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate165.errors=vErrors,errors===0}function validate164(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(data)){if(data.length>1e3)return validate164.
errors=[{instancePath,keyword:"maxItems",params:{limit:1e3},message:"must NOT have more than 100\
0 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let _errs1=errors;validate165(data[i0],{instancePath:instancePath+
"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate165.errors:vErrors.concat(validate165.
errors),errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)break}}}else return validate164.errors=[{instancePath,
keyword:"type",params:{type:"array"},message:"must be array"}],!1;return validate164.errors=vErrors,
errors===0}function validate161(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.status===void 0&&(missing0=
"status")||data.score===void 0&&(missing0="score")||data.confidence===void 0&&(missing0="confidence")||data.weight===void 0&&
(missing0="weight")||data.effective_weight===void 0&&(missing0="effective_weight")||data.bounds===void 0&&(missing0="bou\
nds")||data.evidence===void 0&&(missing0="evidence"))return validate161.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="status"||key0==="score"||key0==="confidence"||key0==="weight"||key0==="effective_weigh\
t"||key0==="bounds"||key0==="evidence")){return validate161.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.status!==void 0){let data0=data.status,_errs2=errors;if(typeof data0!="string")return validate161.errors=
[{instancePath:instancePath+"/status",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(!(data0==="scored"||data0==="absent"||data0==="unknown"||data0==="not_applicable"))return validate161.
errors=[{instancePath:instancePath+"/status",keyword:"enum",params:{allowedValues:schema69.
properties.status.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.score!==void 0){let _errs4=errors;validate138(data.score,{instancePath:instancePath+"/score",parentData:data,
parentDataProperty:"score",rootData})||(vErrors=vErrors===null?validate138.errors:vErrors.concat(validate138.errors),errors=
vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.confidence!==void 0){let data2=data.confidence,
_errs5=errors;if(errors===_errs5)if(typeof data2=="number"){if(data2>1||isNaN(data2))return validate161.errors=[{instancePath:instancePath+
"/confidence",keyword:"maximum",params:{comparison:"<=",limit:1},message:"m\
ust be <= 1"}],!1;if(data2<0||isNaN(data2))return validate161.errors=[{instancePath:instancePath+"/confidence",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate161.
errors=[{instancePath:instancePath+"/confidence",keyword:"type",params:{type:"\
number"},message:"must be number"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.weight!==void 0){
let data3=data.weight,_errs7=errors;if(errors===_errs7)if(typeof data3=="number"){if(data3>1||isNaN(data3))return validate161.
errors=[{instancePath:instancePath+"/weight",keyword:"maximum",params:{comparison:"\
<=",limit:1},message:"must be <= 1"}],!1;if(data3<0||isNaN(data3))return validate161.errors=[{instancePath:instancePath+
"/weight",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >\
= 0"}],!1}else return validate161.errors=[{instancePath:instancePath+"/weight",keyword:"\
type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.
effective_weight!==void 0){let data4=data.effective_weight,_errs9=errors;if(errors===_errs9)if(typeof data4=="number"){if(data4>
1||isNaN(data4))return validate161.errors=[{instancePath:instancePath+"/effective_weight",keyword:"maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data4<0||isNaN(data4))
return validate161.errors=[{instancePath:instancePath+"/effective_weight",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate161.errors=[{instancePath:instancePath+
"/effective_weight",keyword:"type",params:{type:"number"},message:"must \
be number"}],!1;var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.bounds!==void 0){let _errs11=errors;validate146(
data.bounds,{instancePath:instancePath+"/bounds",parentData:data,parentDataProperty:"bounds",rootData})||(vErrors=vErrors===
null?validate146.errors:vErrors.concat(validate146.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0;
if(valid0)if(data.evidence!==void 0){let _errs12=errors;validate164(data.evidence,{instancePath:instancePath+"/evidence",
parentData:data,parentDataProperty:"evidence",rootData})||(vErrors=vErrors===null?validate164.errors:vErrors.concat(validate164.
errors),errors=vErrors.length);var valid0=_errs12===errors}else var valid0=!0}}}}}}}}else return validate161.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate161.errors=vErrors,
errors===0}function validate160(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data))for(let key0 in data){let _errs2=errors;validate161(
data[key0],{instancePath:instancePath+"/"+key0.replace(/~/g,"~0").replace(/\//g,"~1"),parentData:data,parentDataProperty:key0,
rootData})||(vErrors=vErrors===null?validate161.errors:vErrors.concat(validate161.errors),errors=vErrors.length);var valid0=_errs2===
errors;if(!valid0)break}else return validate160.errors=[{instancePath,keyword:"type",params:{type:"o\
bject"},message:"must be object"}],!1;return validate160.errors=vErrors,errors===0}function validate137(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.admitted===void 0&&(missing0="admitted")||data.net_score===void 0&&(missing0=
"net_score")||data.threshold===void 0&&(missing0="threshold")||data.policy_version===void 0&&(missing0="policy_version")||
data.coverage===void 0&&(missing0="coverage")||data.bounds===void 0&&(missing0="bounds")||data.firmness===void 0&&(missing0=
"firmness")||data.reasons===void 0&&(missing0="reasons")||data.metrics===void 0&&(missing0="metrics"))return validate137.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema57.properties,key0)){
return validate137.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.admitted!==void 0){let _errs2=errors;
if(typeof data.admitted!="boolean")return validate137.errors=[{instancePath:instancePath+"/admitted",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.net_score!==void 0){let _errs4=errors;validate138(data.net_score,{instancePath:instancePath+
"/net_score",parentData:data,parentDataProperty:"net_score",rootData})||(vErrors=vErrors===null?validate138.errors:vErrors.
concat(validate138.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.threshold!==
void 0){let _errs5=errors;validate140(data.threshold,{instancePath:instancePath+"/threshold",parentData:data,parentDataProperty:"\
threshold",rootData})||(vErrors=vErrors===null?validate140.errors:vErrors.concat(validate140.errors),errors=vErrors.length);
var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.policy_version!==void 0){let _errs6=errors;validate142(
data.policy_version,{instancePath:instancePath+"/policy_version",parentData:data,parentDataProperty:"policy_version",rootData})||
(vErrors=vErrors===null?validate142.errors:vErrors.concat(validate142.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.coverage!==void 0){let _errs7=errors;validate144(data.coverage,{instancePath:instancePath+
"/coverage",parentData:data,parentDataProperty:"coverage",rootData})||(vErrors=vErrors===null?validate144.errors:vErrors.
concat(validate144.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.bounds!==
void 0){let _errs8=errors;validate146(data.bounds,{instancePath:instancePath+"/bounds",parentData:data,parentDataProperty:"\
bounds",rootData})||(vErrors=vErrors===null?validate146.errors:vErrors.concat(validate146.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.firmness!==void 0){let _errs9=errors;validate150(data.firmness,
{instancePath:instancePath+"/firmness",parentData:data,parentDataProperty:"firmness",rootData})||(vErrors=vErrors===null?
validate150.errors:vErrors.concat(validate150.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;
if(valid0){if(data.reasons!==void 0){let _errs10=errors;validate152(data.reasons,{instancePath:instancePath+"/reasons",parentData:data,
parentDataProperty:"reasons",rootData})||(vErrors=vErrors===null?validate152.errors:vErrors.concat(validate152.errors),errors=
vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.advice!==void 0){let _errs11=errors;validate154(
data.advice,{instancePath:instancePath+"/advice",parentData:data,parentDataProperty:"advice",rootData})||(vErrors=vErrors===
null?validate154.errors:vErrors.concat(validate154.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0;
if(valid0){if(data.metrics!==void 0){let _errs12=errors;validate160(data.metrics,{instancePath:instancePath+"/metrics",parentData:data,
parentDataProperty:"metrics",rootData})||(vErrors=vErrors===null?validate160.errors:vErrors.concat(validate160.errors),errors=
vErrors.length);var valid0=_errs12===errors}else var valid0=!0;if(valid0){if(data.license!==void 0){let data10=data.license,
_errs13=errors;if(errors===_errs13)if(typeof data10=="string"){if(func2(data10)>200)return validate137.errors=[{instancePath:instancePath+
"/license",keyword:"maxLength",params:{limit:200},message:"must NOT have mor\
e than 200 characters"}],!1}else return validate137.errors=[{instancePath:instancePath+"/license",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs13===errors}else var valid0=!0;
if(valid0)if(data.findings!==void 0){let data11=data.findings,_errs15=errors;if(errors===_errs15)if(Array.isArray(data11)){
if(data11.length>1e3)return validate137.errors=[{instancePath:instancePath+"/findings",keyword:"maxItems",params:{limit:1e3},message:"must NOT have more than 1000 items"}],!1;{var valid1=!0;let len0=data11.
length;for(let i0=0;i0<len0;i0++){let _errs17=errors;validate107(data11[i0],{instancePath:instancePath+"/findings/"+i0,parentData:data11,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate107.errors:vErrors.concat(validate107.errors),errors=vErrors.
length);var valid1=_errs17===errors;if(!valid1)break}}}else return validate137.errors=[{instancePath:instancePath+"/find\
ings",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs15===
errors}else var valid0=!0}}}}}}}}}}}}}else return validate137.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate137.errors=vErrors,errors===0}var schema73={type:"object",additionalProperties:!1,required:["name","category","net_score","net_score_latency","ramp_up\
_time","ramp_up_time_latency","bus_factor","bus_factor_latency","performance_claims","performance_claims_latency","licen\
se","license_latency","dataset_and_code_score","dataset_and_code_score_latency","dataset_quality","dataset_quality_laten\
cy","code_quality","code_quality_latency","reproducibility","reproducibility_latency","reviewedness","reviewedness_laten\
cy","tree_score","tree_score_latency","size_score","size_score_latency","rating_details"],properties:{name:{type:"string",
maxLength:200},category:{type:"string",maxLength:50},net_score:{$ref:"#/components/schemas/WireScore"},net_score_latency:{
$ref:"#/components/schemas/Latency"},ramp_up_time:{$ref:"#/components/schemas/WireScore"},ramp_up_time_latency:{$ref:"#/\
components/schemas/Latency"},bus_factor:{$ref:"#/components/schemas/WireScore"},bus_factor_latency:{$ref:"#/components/s\
chemas/Latency"},performance_claims:{$ref:"#/components/schemas/WireScore"},performance_claims_latency:{$ref:"#/componen\
ts/schemas/Latency"},license:{$ref:"#/components/schemas/WireScore"},license_latency:{$ref:"#/components/schemas/Latency"},
dataset_and_code_score:{$ref:"#/components/schemas/WireScore"},dataset_and_code_score_latency:{$ref:"#/components/schema\
s/Latency"},dataset_quality:{$ref:"#/components/schemas/WireScore"},dataset_quality_latency:{$ref:"#/components/schemas/\
Latency"},code_quality:{$ref:"#/components/schemas/WireScore"},code_quality_latency:{$ref:"#/components/schemas/Latency"},
reproducibility:{$ref:"#/components/schemas/WireScore"},reproducibility_latency:{$ref:"#/components/schemas/Latency"},reviewedness:{
type:"number",format:"double",minimum:-1,maximum:1},reviewedness_latency:{$ref:"#/components/schemas/Latency"},tree_score:{
$ref:"#/components/schemas/WireScore"},tree_score_latency:{$ref:"#/components/schemas/Latency"},size_score:{$ref:"#/comp\
onents/schemas/SizeScore"},size_score_latency:{$ref:"#/components/schemas/Latency"},rating_details:{$ref:"#/components/s\
chemas/RatingDetails"}}};function validate175(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="number"){if(data>1||isNaN(data))return validate175.errors=[{instancePath,keyword:"\
maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data<0||isNaN(data))return validate175.errors=[
{instancePath,keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else
return validate175.errors=[{instancePath,keyword:"type",params:{type:"number"},message:"must be numb\
er"}],!1;return validate175.errors=vErrors,errors===0}function validate177(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="number"){if(data<0||isNaN(data))return validate177.errors=[{instancePath,keyword:"\
minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate177.errors=[{instancePath,keyword:"type",params:{type:"number"},message:"must be number"}],!1;return validate177.errors=vErrors,errors===0}function validate198(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.raspberry_pi===void 0&&(missing0="raspberry\
_pi")||data.jetson_nano===void 0&&(missing0="jetson_nano")||data.desktop_pc===void 0&&(missing0="desktop_pc")||data.aws_server===
void 0&&(missing0="aws_server"))return validate198.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="raspberry_pi"||key0==="jetson_nano"||key0==="desktop_pc"||key0==="aws_server")){return validate198.errors=[
{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.raspberry_pi!==void 0){let _errs2=errors;validate175(
data.raspberry_pi,{instancePath:instancePath+"/raspberry_pi",parentData:data,parentDataProperty:"raspberry_pi",rootData})||
(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.jetson_nano!==void 0){let _errs3=errors;validate175(data.jetson_nano,{instancePath:instancePath+
"/jetson_nano",parentData:data,parentDataProperty:"jetson_nano",rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.
concat(validate175.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.desktop_pc!==
void 0){let _errs4=errors;validate175(data.desktop_pc,{instancePath:instancePath+"/desktop_pc",parentData:data,parentDataProperty:"\
desktop_pc",rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);
var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.aws_server!==void 0){let _errs5=errors;validate175(data.
aws_server,{instancePath:instancePath+"/aws_server",parentData:data,parentDataProperty:"aws_server",rootData})||(vErrors=
vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs5===errors}else
var valid0=!0}}}}}else return validate198.errors=[{instancePath,keyword:"type",params:{type:"object"},
message:"must be object"}],!1;return validate198.errors=vErrors,errors===0}var schema77={type:"object",additionalProperties:!1,
required:["repository","commit","policy_version","inputs_hash","threshold","strict","verdict","firmness","coverage","bou\
nds","decision","metrics","evidence","advice"],properties:{repository:{type:"string",maxLength:250},commit:{$ref:"#/comp\
onents/schemas/Commit"},policy_version:{$ref:"#/components/schemas/PolicyVersion"},inputs_hash:{type:"string",pattern:"^\
[0-9a-f]{64}$"},threshold:{$ref:"#/components/schemas/Score"},strict:{type:"boolean"},verdict:{type:"string",enum:["acce\
pt","reject","deferred"]},firmness:{$ref:"#/components/schemas/Firmness"},coverage:{$ref:"#/components/schemas/Coverage"},
bounds:{$ref:"#/components/schemas/Bounds"},decision:{type:"object",additionalProperties:!1,required:["decision","firm",
"reasons"],properties:{decision:{type:"string",enum:["accept","reject","defer"]},firm:{type:"boolean"},reasons:{$ref:"#/\
components/schemas/Reasons"}}},metrics:{$ref:"#/components/schemas/MetricDetailsByName"},evidence:{$ref:"#/components/sc\
hemas/EvidenceList"},advice:{$ref:"#/components/schemas/AdviceList"}}};function validate206(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(!pattern0.test(data))return validate206.errors=[{instancePath,keyword:"\
pattern",params:{pattern:"^[0-9a-f]{40}$"},message:'must match pattern "^[0-9a-f]{40}$"'}],!1}else return validate206.errors=
[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate206.
errors=vErrors,errors===0}function validate205(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.repository===void 0&&(missing0=
"repository")||data.commit===void 0&&(missing0="commit")||data.policy_version===void 0&&(missing0="policy_version")||data.
inputs_hash===void 0&&(missing0="inputs_hash")||data.threshold===void 0&&(missing0="threshold")||data.strict===void 0&&(missing0=
"strict")||data.verdict===void 0&&(missing0="verdict")||data.firmness===void 0&&(missing0="firmness")||data.coverage===void 0&&
(missing0="coverage")||data.bounds===void 0&&(missing0="bounds")||data.decision===void 0&&(missing0="decision")||data.metrics===
void 0&&(missing0="metrics")||data.evidence===void 0&&(missing0="evidence")||data.advice===void 0&&(missing0="advice"))return validate205.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema77.properties,key0)){
return validate205.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.repository!==void 0){let data0=data.
repository,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>250)return validate205.errors=[{instancePath:instancePath+
"/repository",keyword:"maxLength",params:{limit:250},message:"must NOT ha\
ve more than 250 characters"}],!1}else return validate205.errors=[{instancePath:instancePath+"/repository",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.commit!==void 0){let _errs4=errors;validate206(data.commit,{instancePath:instancePath+"\
/commit",parentData:data,parentDataProperty:"commit",rootData})||(vErrors=vErrors===null?validate206.errors:vErrors.concat(
validate206.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.policy_version!==
void 0){let _errs5=errors;validate142(data.policy_version,{instancePath:instancePath+"/policy_version",parentData:data,parentDataProperty:"\
policy_version",rootData})||(vErrors=vErrors===null?validate142.errors:vErrors.concat(validate142.errors),errors=vErrors.
length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.inputs_hash!==void 0){let data3=data.inputs_hash,
_errs6=errors;if(errors===_errs6)if(typeof data3=="string"){if(!pattern2.test(data3))return validate205.errors=[{instancePath:instancePath+
"/inputs_hash",keyword:"pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'\
must match pattern "^[0-9a-f]{64}$"'}],!1}else return validate205.errors=[{instancePath:instancePath+"/inputs_hash",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs6===errors}else
var valid0=!0;if(valid0){if(data.threshold!==void 0){let _errs8=errors;validate140(data.threshold,{instancePath:instancePath+
"/threshold",parentData:data,parentDataProperty:"threshold",rootData})||(vErrors=vErrors===null?validate140.errors:vErrors.
concat(validate140.errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.strict!==
void 0){let _errs9=errors;if(typeof data.strict!="boolean")return validate205.errors=[{instancePath:instancePath+"/stric\
t",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs9===
errors}else var valid0=!0;if(valid0){if(data.verdict!==void 0){let data6=data.verdict,_errs11=errors;if(typeof data6!="s\
tring")return validate205.errors=[{instancePath:instancePath+"/verdict",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(!(data6==="accept"||data6==="reject"||data6==="deferred"))
return validate205.errors=[{instancePath:instancePath+"/verdict",keyword:"enum",params:{
allowedValues:schema77.properties.verdict.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs11===
errors}else var valid0=!0;if(valid0){if(data.firmness!==void 0){let _errs13=errors;validate150(data.firmness,{instancePath:instancePath+
"/firmness",parentData:data,parentDataProperty:"firmness",rootData})||(vErrors=vErrors===null?validate150.errors:vErrors.
concat(validate150.errors),errors=vErrors.length);var valid0=_errs13===errors}else var valid0=!0;if(valid0){if(data.coverage!==
void 0){let _errs14=errors;validate144(data.coverage,{instancePath:instancePath+"/coverage",parentData:data,parentDataProperty:"\
coverage",rootData})||(vErrors=vErrors===null?validate144.errors:vErrors.concat(validate144.errors),errors=vErrors.length);
var valid0=_errs14===errors}else var valid0=!0;if(valid0){if(data.bounds!==void 0){let _errs15=errors;validate146(data.bounds,
{instancePath:instancePath+"/bounds",parentData:data,parentDataProperty:"bounds",rootData})||(vErrors=vErrors===null?validate146.
errors:vErrors.concat(validate146.errors),errors=vErrors.length);var valid0=_errs15===errors}else var valid0=!0;if(valid0){
if(data.decision!==void 0){let data10=data.decision,_errs16=errors;if(errors===_errs16)if(data10&&typeof data10=="object"&&
!Array.isArray(data10)){let missing1;if(data10.decision===void 0&&(missing1="decision")||data10.firm===void 0&&(missing1=
"firm")||data10.reasons===void 0&&(missing1="reasons"))return validate205.errors=[{instancePath:instancePath+"/decision",
keyword:"required",params:{missingProperty:missing1},message:"must have requ\
ired property '"+missing1+"'"}],!1;{let _errs18=errors;for(let key1 in data10)if(!(key1==="decision"||key1==="firm"||key1===
"reasons")){return validate205.errors=[{instancePath:instancePath+"/decision",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional properti\
es"}],!1;break}if(_errs18===errors){if(data10.decision!==void 0){let data11=data10.decision,_errs19=errors;if(typeof data11!=
"string")return validate205.errors=[{instancePath:instancePath+"/decision/decision",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data11==="accept"||data11===
"reject"||data11==="defer"))return validate205.errors=[{instancePath:instancePath+"/decision/decision",keyword:"enum",params:{allowedValues:schema77.properties.decision.properties.
decision.enum},message:"must be equal to one of the allowed values"}],!1;var valid1=_errs19===errors}else var valid1=!0;
if(valid1){if(data10.firm!==void 0){let _errs21=errors;if(typeof data10.firm!="boolean")return validate205.errors=[{instancePath:instancePath+
"/decision/firm",keyword:"type",params:{type:"boolean"},message:"\
must be boolean"}],!1;var valid1=_errs21===errors}else var valid1=!0;if(valid1)if(data10.reasons!==void 0){let _errs23=errors;
validate152(data10.reasons,{instancePath:instancePath+"/decision/reasons",parentData:data10,parentDataProperty:"reasons",
rootData})||(vErrors=vErrors===null?validate152.errors:vErrors.concat(validate152.errors),errors=vErrors.length);var valid1=_errs23===
errors}else var valid1=!0}}}}else return validate205.errors=[{instancePath:instancePath+"/decision",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs16===errors}else
var valid0=!0;if(valid0){if(data.metrics!==void 0){let _errs24=errors;validate160(data.metrics,{instancePath:instancePath+
"/metrics",parentData:data,parentDataProperty:"metrics",rootData})||(vErrors=vErrors===null?validate160.errors:vErrors.concat(
validate160.errors),errors=vErrors.length);var valid0=_errs24===errors}else var valid0=!0;if(valid0){if(data.evidence!==
void 0){let _errs25=errors;validate164(data.evidence,{instancePath:instancePath+"/evidence",parentData:data,parentDataProperty:"\
evidence",rootData})||(vErrors=vErrors===null?validate164.errors:vErrors.concat(validate164.errors),errors=vErrors.length);
var valid0=_errs25===errors}else var valid0=!0;if(valid0)if(data.advice!==void 0){let _errs26=errors;validate154(data.advice,
{instancePath:instancePath+"/advice",parentData:data,parentDataProperty:"advice",rootData})||(vErrors=vErrors===null?validate154.
errors:vErrors.concat(validate154.errors),errors=vErrors.length);var valid0=_errs26===errors}else var valid0=!0}}}}}}}}}}}}}}}else
return validate205.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate205.errors=vErrors,errors===0}function validate174(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.name===void 0&&(missing0="name")||data.category===void 0&&(missing0="category")||data.net_score===void 0&&(missing0=
"net_score")||data.net_score_latency===void 0&&(missing0="net_score_latency")||data.ramp_up_time===void 0&&(missing0="ra\
mp_up_time")||data.ramp_up_time_latency===void 0&&(missing0="ramp_up_time_latency")||data.bus_factor===void 0&&(missing0=
"bus_factor")||data.bus_factor_latency===void 0&&(missing0="bus_factor_latency")||data.performance_claims===void 0&&(missing0=
"performance_claims")||data.performance_claims_latency===void 0&&(missing0="performance_claims_latency")||data.license===
void 0&&(missing0="license")||data.license_latency===void 0&&(missing0="license_latency")||data.dataset_and_code_score===
void 0&&(missing0="dataset_and_code_score")||data.dataset_and_code_score_latency===void 0&&(missing0="dataset_and_code_s\
core_latency")||data.dataset_quality===void 0&&(missing0="dataset_quality")||data.dataset_quality_latency===void 0&&(missing0=
"dataset_quality_latency")||data.code_quality===void 0&&(missing0="code_quality")||data.code_quality_latency===void 0&&(missing0=
"code_quality_latency")||data.reproducibility===void 0&&(missing0="reproducibility")||data.reproducibility_latency===void 0&&
(missing0="reproducibility_latency")||data.reviewedness===void 0&&(missing0="reviewedness")||data.reviewedness_latency===
void 0&&(missing0="reviewedness_latency")||data.tree_score===void 0&&(missing0="tree_score")||data.tree_score_latency===
void 0&&(missing0="tree_score_latency")||data.size_score===void 0&&(missing0="size_score")||data.size_score_latency===void 0&&
(missing0="size_score_latency")||data.rating_details===void 0&&(missing0="rating_details"))return validate174.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema73.properties,key0)){return validate174.errors=[{
instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.name!==void 0){let data0=data.name,_errs2=errors;
if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>200)return validate174.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1}else return validate174.errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.category!==void 0){let data1=data.category,_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){if(func2(
data1)>50)return validate174.errors=[{instancePath:instancePath+"/category",keyword:"maxLength",params:{limit:50},message:"must NOT have more than 50 characters"}],!1}else return validate174.errors=
[{instancePath:instancePath+"/category",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.net_score!==void 0){let _errs6=errors;
validate175(data.net_score,{instancePath:instancePath+"/net_score",parentData:data,parentDataProperty:"net_score",rootData})||
(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.net_score_latency!==void 0){let _errs7=errors;validate177(data.net_score_latency,
{instancePath:instancePath+"/net_score_latency",parentData:data,parentDataProperty:"net_score_latency",rootData})||(vErrors=
vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs7===errors}else
var valid0=!0;if(valid0){if(data.ramp_up_time!==void 0){let _errs8=errors;validate175(data.ramp_up_time,{instancePath:instancePath+
"/ramp_up_time",parentData:data,parentDataProperty:"ramp_up_time",rootData})||(vErrors=vErrors===null?validate175.errors:
vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.
ramp_up_time_latency!==void 0){let _errs9=errors;validate177(data.ramp_up_time_latency,{instancePath:instancePath+"/ramp\
_up_time_latency",parentData:data,parentDataProperty:"ramp_up_time_latency",rootData})||(vErrors=vErrors===null?validate177.
errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){
if(data.bus_factor!==void 0){let _errs10=errors;validate175(data.bus_factor,{instancePath:instancePath+"/bus_factor",parentData:data,
parentDataProperty:"bus_factor",rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),
errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.bus_factor_latency!==void 0){let _errs11=errors;
validate177(data.bus_factor_latency,{instancePath:instancePath+"/bus_factor_latency",parentData:data,parentDataProperty:"\
bus_factor_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.
length);var valid0=_errs11===errors}else var valid0=!0;if(valid0){if(data.performance_claims!==void 0){let _errs12=errors;
validate175(data.performance_claims,{instancePath:instancePath+"/performance_claims",parentData:data,parentDataProperty:"\
performance_claims",rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.
length);var valid0=_errs12===errors}else var valid0=!0;if(valid0){if(data.performance_claims_latency!==void 0){let _errs13=errors;
validate177(data.performance_claims_latency,{instancePath:instancePath+"/performance_claims_latency",parentData:data,parentDataProperty:"\
performance_claims_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=
vErrors.length);var valid0=_errs13===errors}else var valid0=!0;if(valid0){if(data.license!==void 0){let _errs14=errors;validate175(
data.license,{instancePath:instancePath+"/license",parentData:data,parentDataProperty:"license",rootData})||(vErrors=vErrors===
null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs14===errors}else var valid0=!0;
if(valid0){if(data.license_latency!==void 0){let _errs15=errors;validate177(data.license_latency,{instancePath:instancePath+
"/license_latency",parentData:data,parentDataProperty:"license_latency",rootData})||(vErrors=vErrors===null?validate177.
errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs15===errors}else var valid0=!0;if(valid0){
if(data.dataset_and_code_score!==void 0){let _errs16=errors;validate175(data.dataset_and_code_score,{instancePath:instancePath+
"/dataset_and_code_score",parentData:data,parentDataProperty:"dataset_and_code_score",rootData})||(vErrors=vErrors===null?
validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs16===errors}else var valid0=!0;
if(valid0){if(data.dataset_and_code_score_latency!==void 0){let _errs17=errors;validate177(data.dataset_and_code_score_latency,
{instancePath:instancePath+"/dataset_and_code_score_latency",parentData:data,parentDataProperty:"dataset_and_code_score_\
latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);
var valid0=_errs17===errors}else var valid0=!0;if(valid0){if(data.dataset_quality!==void 0){let _errs18=errors;validate175(
data.dataset_quality,{instancePath:instancePath+"/dataset_quality",parentData:data,parentDataProperty:"dataset_quality",
rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs18===
errors}else var valid0=!0;if(valid0){if(data.dataset_quality_latency!==void 0){let _errs19=errors;validate177(data.dataset_quality_latency,
{instancePath:instancePath+"/dataset_quality_latency",parentData:data,parentDataProperty:"dataset_quality_latency",rootData})||
(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs19===
errors}else var valid0=!0;if(valid0){if(data.code_quality!==void 0){let _errs20=errors;validate175(data.code_quality,{instancePath:instancePath+
"/code_quality",parentData:data,parentDataProperty:"code_quality",rootData})||(vErrors=vErrors===null?validate175.errors:
vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs20===errors}else var valid0=!0;if(valid0){if(data.
code_quality_latency!==void 0){let _errs21=errors;validate177(data.code_quality_latency,{instancePath:instancePath+"/cod\
e_quality_latency",parentData:data,parentDataProperty:"code_quality_latency",rootData})||(vErrors=vErrors===null?validate177.
errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs21===errors}else var valid0=!0;if(valid0){
if(data.reproducibility!==void 0){let _errs22=errors;validate175(data.reproducibility,{instancePath:instancePath+"/repro\
ducibility",parentData:data,parentDataProperty:"reproducibility",rootData})||(vErrors=vErrors===null?validate175.errors:
vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs22===errors}else var valid0=!0;if(valid0){if(data.
reproducibility_latency!==void 0){let _errs23=errors;validate177(data.reproducibility_latency,{instancePath:instancePath+
"/reproducibility_latency",parentData:data,parentDataProperty:"reproducibility_latency",rootData})||(vErrors=vErrors===null?
validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs23===errors}else var valid0=!0;
if(valid0){if(data.reviewedness!==void 0){let data20=data.reviewedness,_errs24=errors;if(errors===_errs24)if(typeof data20==
"number"){if(data20>1||isNaN(data20))return validate174.errors=[{instancePath:instancePath+"/reviewedness",keyword:"maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data20<
-1||isNaN(data20))return validate174.errors=[{instancePath:instancePath+"/reviewedness",keyword:"minimum",params:{comparison:">=",limit:-1},message:"must be >= -1"}],!1}else return validate174.
errors=[{instancePath:instancePath+"/reviewedness",keyword:"type",params:{type:"\
number"},message:"must be number"}],!1;var valid0=_errs24===errors}else var valid0=!0;if(valid0){if(data.reviewedness_latency!==
void 0){let _errs26=errors;validate177(data.reviewedness_latency,{instancePath:instancePath+"/reviewedness_latency",parentData:data,
parentDataProperty:"reviewedness_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.
errors),errors=vErrors.length);var valid0=_errs26===errors}else var valid0=!0;if(valid0){if(data.tree_score!==void 0){let _errs27=errors;
validate175(data.tree_score,{instancePath:instancePath+"/tree_score",parentData:data,parentDataProperty:"tree_score",rootData})||
(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs27===
errors}else var valid0=!0;if(valid0){if(data.tree_score_latency!==void 0){let _errs28=errors;validate177(data.tree_score_latency,
{instancePath:instancePath+"/tree_score_latency",parentData:data,parentDataProperty:"tree_score_latency",rootData})||(vErrors=
vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs28===errors}else
var valid0=!0;if(valid0){if(data.size_score!==void 0){let _errs29=errors;validate198(data.size_score,{instancePath:instancePath+
"/size_score",parentData:data,parentDataProperty:"size_score",rootData})||(vErrors=vErrors===null?validate198.errors:vErrors.
concat(validate198.errors),errors=vErrors.length);var valid0=_errs29===errors}else var valid0=!0;if(valid0){if(data.size_score_latency!==
void 0){let _errs30=errors;validate177(data.size_score_latency,{instancePath:instancePath+"/size_score_latency",parentData:data,
parentDataProperty:"size_score_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.
errors),errors=vErrors.length);var valid0=_errs30===errors}else var valid0=!0;if(valid0)if(data.rating_details!==void 0){
let _errs31=errors;validate205(data.rating_details,{instancePath:instancePath+"/rating_details",parentData:data,parentDataProperty:"\
rating_details",rootData})||(vErrors=vErrors===null?validate205.errors:vErrors.concat(validate205.errors),errors=vErrors.
length);var valid0=_errs31===errors}else var valid0=!0}}}}}}}}}}}}}}}}}}}}}}}}}}}}else return validate174.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate174.errors=vErrors,
errors===0}function validate219(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.saved===void 0&&(missing0="saved"))return validate219.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="saved"){return validate219.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}_errs1===errors&&data.saved!==void 0&&(validate66(data.saved,{instancePath:instancePath+
"/saved",parentData:data,parentDataProperty:"saved",rootData})||(vErrors=vErrors===null?validate66.errors:vErrors.concat(
validate66.errors),errors=vErrors.length))}}else return validate219.errors=[{instancePath,keyword:"t\
ype",params:{type:"object"},message:"must be object"}],!1;return validate219.errors=vErrors,errors===0}function validate172(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.policy_version===void 0&&(missing0="policy_version")||data.net_score===
void 0&&(missing0="net_score")||data.rating===void 0&&(missing0="rating")||data.snapshot===void 0&&(missing0="snapshot"))
return validate172.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="policy_version"||key0===
"net_score"||key0==="rating"||key0==="snapshot")){return validate172.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;
break}if(_errs1===errors){if(data.policy_version!==void 0){let data0=data.policy_version,_errs2=errors;if(errors===_errs2)
if(typeof data0=="string"){if(func2(data0)>50)return validate172.errors=[{instancePath:instancePath+"/policy_version",keyword:"maxLength",params:{limit:50},message:"must NOT have more than 50 charact\
ers"}],!1}else return validate172.errors=[{instancePath:instancePath+"/policy_version",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.net_score!==void 0){let _errs4=errors;validate138(data.net_score,{instancePath:instancePath+"/net_sco\
re",parentData:data,parentDataProperty:"net_score",rootData})||(vErrors=vErrors===null?validate138.errors:vErrors.concat(
validate138.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.rating!==void 0){
let _errs5=errors;validate174(data.rating,{instancePath:instancePath+"/rating",parentData:data,parentDataProperty:"ratin\
g",rootData})||(vErrors=vErrors===null?validate174.errors:vErrors.concat(validate174.errors),errors=vErrors.length);var valid0=_errs5===
errors}else var valid0=!0;if(valid0)if(data.snapshot!==void 0){let _errs6=errors;validate219(data.snapshot,{instancePath:instancePath+
"/snapshot",parentData:data,parentDataProperty:"snapshot",rootData})||(vErrors=vErrors===null?validate219.errors:vErrors.
concat(validate219.errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0}}}}}else return validate172.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate172.
errors=vErrors,errors===0}function validate224(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.key===void 0&&(missing0="key")||data.bytes===
void 0&&(missing0="bytes")||data.crc32===void 0&&(missing0="crc32")||data.sha256===void 0&&(missing0="sha256"))return validate224.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="key"||key0==="bytes"||key0==="\
crc32"||key0==="sha256"||key0==="missing")){return validate224.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}
if(_errs1===errors){if(data.key!==void 0){let data0=data.key,_errs2=errors;if(typeof data0!="string"&&data0!==null)return validate224.
errors=[{instancePath:instancePath+"/key",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(errors===_errs2&&typeof data0=="string"){if(func2(data0)>1024)return validate224.errors=[{instancePath:instancePath+
"/key",keyword:"maxLength",params:{limit:1024},message:"must NOT have more than \
1024 characters"}],!1;if(func2(data0)<1)return validate224.errors=[{instancePath:instancePath+"/key",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.bytes!==void 0){let _errs5=errors;validate46(data.bytes,{instancePath:instancePath+
"/bytes",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(
validate46.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.crc32!==void 0){
let data2=data.crc32,_errs6=errors;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)))return validate224.errors=[{instancePath:instancePath+
"/crc32",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===
_errs6&&typeof data2=="number"){if(data2>4294967295||isNaN(data2))return validate224.errors=[{instancePath:instancePath+
"/crc32",keyword:"maximum",params:{comparison:"<=",limit:4294967295},message:"mu\
st be <= 4294967295"}],!1;if(data2<0||isNaN(data2))return validate224.errors=[{instancePath:instancePath+"/crc32",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.sha256!==void 0){let data3=data.sha256,_errs8=errors;if(typeof data3!="stri\
ng"&&data3!==null)return validate224.errors=[{instancePath:instancePath+"/sha256",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs8&&typeof data3=="string"&&!pattern2.
test(data3))return validate224.errors=[{instancePath:instancePath+"/sha256",keyword:"\
pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1;var valid0=_errs8===errors}else
var valid0=!0;if(valid0)if(data.missing!==void 0){let data4=data.missing,_errs11=errors;if(errors===_errs11)if(typeof data4==
"string"){if(func2(data4)>500)return validate224.errors=[{instancePath:instancePath+"/missing",keyword:"maxLength",params:{limit:500},message:"must NOT have more than 500 characters"}],!1}else return validate224.
errors=[{instancePath:instancePath+"/missing",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;var valid0=_errs11===errors}else var valid0=!0}}}}}}else return validate224.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate224.errors=vErrors,
errors===0}var schema81={type:"object",additionalProperties:!1,required:["kind","target","declared_in"],properties:{kind:{
type:"string",enum:["parent","dataset","code"]},target:{type:"object",additionalProperties:!1,required:["host","reposito\
ry"],properties:{host:{$ref:"#/components/schemas/LedgerSourceHost"},repository:{type:"string",minLength:1,maxLength:250}}},
declared_in:{type:"array",maxItems:100,items:{type:"string",maxLength:500}}}},schema82={type:"string",enum:["huggingface",
"github"]};function validate228(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;return typeof data!="string"?(validate228.errors=[{instancePath,keyword:"type",params:{type:"\
string"},message:"must be string"}],!1):data==="huggingface"||data==="github"?(validate228.errors=vErrors,errors===0):(validate228.
errors=[{instancePath,keyword:"enum",params:{allowedValues:schema82.enum},message:"must be equal to \
one of the allowed values"}],!1)}function validate227(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.kind===
void 0&&(missing0="kind")||data.target===void 0&&(missing0="target")||data.declared_in===void 0&&(missing0="declared_in"))
return validate227.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="kind"||key0==="tar\
get"||key0==="declared_in")){return validate227.errors=[{instancePath,keyword:"addit\
ionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){
if(data.kind!==void 0){let data0=data.kind,_errs2=errors;if(typeof data0!="string")return validate227.errors=[{instancePath:instancePath+
"/kind",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data0===
"parent"||data0==="dataset"||data0==="code"))return validate227.errors=[{instancePath:instancePath+"/kind",keyword:"enum",params:{allowedValues:schema81.properties.kind.enum},message:"must be equal to one\
 of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.target!==void 0){let data1=data.
target,_errs4=errors;if(errors===_errs4)if(data1&&typeof data1=="object"&&!Array.isArray(data1)){let missing1;if(data1.host===
void 0&&(missing1="host")||data1.repository===void 0&&(missing1="repository"))return validate227.errors=[{instancePath:instancePath+
"/target",keyword:"required",params:{missingProperty:missing1},message:"must h\
ave required property '"+missing1+"'"}],!1;{let _errs6=errors;for(let key1 in data1)if(!(key1==="host"||key1==="reposito\
ry")){return validate227.errors=[{instancePath:instancePath+"/target",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}
if(_errs6===errors){if(data1.host!==void 0){let _errs7=errors;validate228(data1.host,{instancePath:instancePath+"/target\
/host",parentData:data1,parentDataProperty:"host",rootData})||(vErrors=vErrors===null?validate228.errors:vErrors.concat(
validate228.errors),errors=vErrors.length);var valid1=_errs7===errors}else var valid1=!0;if(valid1)if(data1.repository!==
void 0){let data3=data1.repository,_errs8=errors;if(errors===_errs8)if(typeof data3=="string"){if(func2(data3)>250)return validate227.
errors=[{instancePath:instancePath+"/target/repository",keyword:"maxLength",params:{limit:250},message:"must NOT have more than 250 characters"}],!1;if(func2(data3)<1)return validate227.
errors=[{instancePath:instancePath+"/target/repository",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate227.errors=
[{instancePath:instancePath+"/target/repository",keyword:"ty\
pe",params:{type:"string"},message:"must be string"}],!1;var valid1=_errs8===errors}else var valid1=!0}}}else return validate227.
errors=[{instancePath:instancePath+"/target",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.declared_in!==void 0){let data4=data.
declared_in,_errs10=errors;if(errors===_errs10)if(Array.isArray(data4)){if(data4.length>100)return validate227.errors=[{
instancePath:instancePath+"/declared_in",keyword:"maxItems",params:{limit:100},
message:"must NOT have more than 100 items"}],!1;{var valid2=!0;let len0=data4.length;for(let i0=0;i0<len0;i0++){let data5=data4[i0],
_errs12=errors;if(errors===_errs12)if(typeof data5=="string"){if(func2(data5)>500)return validate227.errors=[{instancePath:instancePath+
"/declared_in/"+i0,keyword:"maxLength",params:{limit:500},message:"\
must NOT have more than 500 characters"}],!1}else return validate227.errors=[{instancePath:instancePath+"/declared_in/"+
i0,keyword:"type",params:{type:"string"},message:"must be string"}],!1;
var valid2=_errs12===errors;if(!valid2)break}}}else return validate227.errors=[{instancePath:instancePath+"/declared_in",
keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs10===
errors}else var valid0=!0}}}}else return validate227.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate227.errors=vErrors,errors===0}function validate132(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.
message===void 0&&(missing0="message")||data.progress===void 0&&(missing0="progress")||data.files===void 0&&(missing0="f\
iles")||data.archive===void 0&&(missing0="archive"))return validate132.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!func15.call(schema55.properties,key0)){return validate132.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional p\
roperties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="str\
ing")return validate132.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;if(data0!=="LedgerComplete")return validate132.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema55.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.message!==void 0){let _errs5=errors;validate134(data.message,{instancePath:instancePath+
"/message",parentData:data,parentDataProperty:"message",rootData})||(vErrors=vErrors===null?validate134.errors:vErrors.concat(
validate134.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){
let _errs6=errors;validate45(data.progress,{instancePath:instancePath+"/progress",parentData:data,parentDataProperty:"pr\
ogress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.concat(validate45.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.verdict!==void 0){let _errs7=errors;validate137(data.verdict,{instancePath:instancePath+
"/verdict",parentData:data,parentDataProperty:"verdict",rootData})||(vErrors=vErrors===null?validate137.errors:vErrors.concat(
validate137.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.rating!==void 0){
let _errs8=errors;validate172(data.rating,{instancePath:instancePath+"/rating",parentData:data,parentDataProperty:"ratin\
g",rootData})||(vErrors=vErrors===null?validate172.errors:vErrors.concat(validate172.errors),errors=vErrors.length);var valid0=_errs8===
errors}else var valid0=!0;if(valid0){if(data.files!==void 0){let _errs9=errors;validate219(data.files,{instancePath:instancePath+
"/files",parentData:data,parentDataProperty:"files",rootData})||(vErrors=vErrors===null?validate219.errors:vErrors.concat(
validate219.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.archive!==void 0){
let _errs10=errors;validate224(data.archive,{instancePath:instancePath+"/archive",parentData:data,parentDataProperty:"ar\
chive",rootData})||(vErrors=vErrors===null?validate224.errors:vErrors.concat(validate224.errors),errors=vErrors.length);
var valid0=_errs10===errors}else var valid0=!0;if(valid0)if(data.links!==void 0){let data8=data.links,_errs11=errors;if(errors===
_errs11)if(Array.isArray(data8)){if(data8.length>1e3)return validate132.errors=[{instancePath:instancePath+"/links",keyword:"maxItems",params:{limit:1e3},message:"must NOT have more than 1000 items"}],!1;{var valid1=!0;
let len0=data8.length;for(let i0=0;i0<len0;i0++){let _errs13=errors;validate227(data8[i0],{instancePath:instancePath+"/l\
inks/"+i0,parentData:data8,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate227.errors:vErrors.concat(validate227.
errors),errors=vErrors.length);var valid1=_errs13===errors;if(!valid1)break}}}else return validate132.errors=[{instancePath:instancePath+
"/links",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs11===
errors}else var valid0=!0}}}}}}}}}}else return validate132.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate132.errors=vErrors,errors===0}var schema83={type:"object",additionalProperties:!1,
required:["call","hold","message","progress","verdict"],properties:{call:{type:"string",enum:["LedgerReject"]},hold:{$ref:"\
#/components/schemas/LedgerHold"},message:{$ref:"#/components/schemas/SettleMessage"},progress:{$ref:"#/components/schem\
as/Progress"},verdict:{$ref:"#/components/schemas/Verdict"},rating:{$ref:"#/components/schemas/LedgerRating"}}};function validate231(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="ho\
ld")||data.message===void 0&&(missing0="message")||data.progress===void 0&&(missing0="progress")||data.verdict===void 0&&
(missing0="verdict"))return validate231.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0===
"hold"||key0==="message"||key0==="progress"||key0==="verdict"||key0==="rating")){return validate231.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!=
"string")return validate231.errors=[{instancePath:instancePath+"/call",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerReject")return validate231.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema83.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.message!==void 0){let _errs5=errors;validate134(data.message,{instancePath:instancePath+
"/message",parentData:data,parentDataProperty:"message",rootData})||(vErrors=vErrors===null?validate134.errors:vErrors.concat(
validate134.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){
let _errs6=errors;validate45(data.progress,{instancePath:instancePath+"/progress",parentData:data,parentDataProperty:"pr\
ogress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.concat(validate45.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.verdict!==void 0){let _errs7=errors;validate137(data.verdict,{instancePath:instancePath+
"/verdict",parentData:data,parentDataProperty:"verdict",rootData})||(vErrors=vErrors===null?validate137.errors:vErrors.concat(
validate137.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0)if(data.rating!==void 0){
let _errs8=errors;validate172(data.rating,{instancePath:instancePath+"/rating",parentData:data,parentDataProperty:"ratin\
g",rootData})||(vErrors=vErrors===null?validate172.errors:vErrors.concat(validate172.errors),errors=vErrors.length);var valid0=_errs8===
errors}else var valid0=!0}}}}}}}else return validate231.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate231.errors=vErrors,errors===0}var schema84={type:"object",additionalProperties:!1,
required:["call","hold","failure","progress"],properties:{call:{type:"string",enum:["LedgerFail"]},hold:{$ref:"#/compone\
nts/schemas/LedgerHold"},failure:{$ref:"#/components/schemas/Failure"},progress:{$ref:"#/components/schemas/Progress"}}};function validate241(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(func2(data)>4e3)return validate241.errors=[{instancePath,keyword:"\
maxLength",params:{limit:4e3},message:"must NOT have more than 4000 characters"}],!1;if(func2(data)<1)return validate241.
errors=[{instancePath,keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 \
characters"}],!1}else return validate241.errors=[{instancePath,keyword:"type",params:{type:"string"},
message:"must be string"}],!1;return validate241.errors=vErrors,errors===0}function validate239(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if(data.code===void 0&&(missing0="code")||data.detail===void 0&&(missing0="detail")||data.retryable===
void 0&&(missing0="retryable"))return validate239.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="code"||key0==="detail"||key0==="retryable"||key0==="reference")){return validate239.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additiona\
l properties"}],!1;break}if(_errs1===errors){if(data.code!==void 0){let _errs2=errors;validate127(data.code,{instancePath:instancePath+
"/code",parentData:data,parentDataProperty:"code",rootData})||(vErrors=vErrors===null?validate127.errors:vErrors.concat(
validate127.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.detail!==void 0){
let _errs3=errors;validate241(data.detail,{instancePath:instancePath+"/detail",parentData:data,parentDataProperty:"detai\
l",rootData})||(vErrors=vErrors===null?validate241.errors:vErrors.concat(validate241.errors),errors=vErrors.length);var valid0=_errs3===
errors}else var valid0=!0;if(valid0){if(data.retryable!==void 0){let _errs4=errors;if(typeof data.retryable!="boolean")return validate239.
errors=[{instancePath:instancePath+"/retryable",keyword:"type",params:{type:"bo\
olean"},message:"must be boolean"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.reference!==void 0){
let data3=data.reference,_errs6=errors;if(errors===_errs6)if(typeof data3=="string"){if(func2(data3)>64)return validate239.
errors=[{instancePath:instancePath+"/reference",keyword:"maxLength",params:{
limit:64},message:"must NOT have more than 64 characters"}],!1}else return validate239.errors=[{instancePath:instancePath+
"/reference",keyword:"type",params:{type:"string"},message:"must be string"}],!1;
var valid0=_errs6===errors}else var valid0=!0}}}}}else return validate239.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate239.errors=vErrors,errors===0}function validate237(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="ho\
ld")||data.failure===void 0&&(missing0="failure")||data.progress===void 0&&(missing0="progress"))return validate237.errors=
[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required \
property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="failure"||
key0==="progress")){return validate237.errors=[{instancePath,keyword:"additionalProp\
erties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.
call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate237.errors=[{instancePath:instancePath+
"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerFail")return validate237.errors=[{instancePath:instancePath+"/call",keyword:"\
enum",params:{allowedValues:schema84.properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+
"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.failure!==void 0){let _errs5=errors;
validate239(data.failure,{instancePath:instancePath+"/failure",parentData:data,parentDataProperty:"failure",rootData})||
(vErrors=vErrors===null?validate239.errors:vErrors.concat(validate239.errors),errors=vErrors.length);var valid0=_errs5===
errors}else var valid0=!0;if(valid0)if(data.progress!==void 0){let _errs6=errors;validate45(data.progress,{instancePath:instancePath+
"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.
concat(validate45.errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0}}}}}else return validate237.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate237.
errors=vErrors,errors===0}var schema87={type:"object",additionalProperties:!1,required:["call","hold","failure","progres\
s","message","pause_seconds"],properties:{call:{type:"string",enum:["LedgerRetryLater"]},hold:{$ref:"#/components/schema\
s/LedgerHold"},failure:{$ref:"#/components/schemas/Failure"},progress:{$ref:"#/components/schemas/Progress"},message:{$ref:"\
#/components/schemas/SettleMessage"},pause_seconds:{$ref:"#/components/schemas/PauseSeconds"}}};function validate250(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="number"){if(data>604800||isNaN(data))return validate250.errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:604800},message:"must be <= 604800"}],!1;if(data<0||isNaN(data))return validate250.
errors=[{instancePath,keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],
!1}else return validate250.errors=[{instancePath,keyword:"type",params:{type:"number"},message:"must\
 be number"}],!1;return validate250.errors=vErrors,errors===0}function validate245(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.failure===void 0&&(missing0="failu\
re")||data.progress===void 0&&(missing0="progress")||data.message===void 0&&(missing0="message")||data.pause_seconds===void 0&&
(missing0="pause_seconds"))return validate245.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0===
"hold"||key0==="failure"||key0==="progress"||key0==="message"||key0==="pause_seconds")){return validate245.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!=
"string")return validate245.errors=[{instancePath:instancePath+"/call",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerRetryLater")return validate245.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema87.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.failure!==void 0){let _errs5=errors;validate239(data.failure,{instancePath:instancePath+
"/failure",parentData:data,parentDataProperty:"failure",rootData})||(vErrors=vErrors===null?validate239.errors:vErrors.concat(
validate239.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){
let _errs6=errors;validate45(data.progress,{instancePath:instancePath+"/progress",parentData:data,parentDataProperty:"pr\
ogress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.concat(validate45.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.message!==void 0){let _errs7=errors;validate134(data.message,{instancePath:instancePath+
"/message",parentData:data,parentDataProperty:"message",rootData})||(vErrors=vErrors===null?validate134.errors:vErrors.concat(
validate134.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0)if(data.pause_seconds!==
void 0){let _errs8=errors;validate250(data.pause_seconds,{instancePath:instancePath+"/pause_seconds",parentData:data,parentDataProperty:"\
pause_seconds",rootData})||(vErrors=vErrors===null?validate250.errors:vErrors.concat(validate250.errors),errors=vErrors.
length);var valid0=_errs8===errors}else var valid0=!0}}}}}}}else return validate245.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate245.errors=vErrors,errors===0}var schema89={
type:"object",additionalProperties:!1,required:["call","hold","message","pause_seconds"],properties:{call:{type:"string",
enum:["LedgerPostpone"]},hold:{$ref:"#/components/schemas/LedgerHold"},message:{$ref:"#/components/schemas/SettleMessage"},
pause_seconds:{$ref:"#/components/schemas/PauseSeconds"}}};function validate252(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold")||data.message===void 0&&(missing0="messa\
ge")||data.pause_seconds===void 0&&(missing0="pause_seconds"))return validate252.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="call"||key0==="hold"||key0==="message"||key0==="pause_seconds")){return validate252.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;
if(typeof data0!="string")return validate252.errors=[{instancePath:instancePath+"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerPostpone")return validate252.errors=
[{instancePath:instancePath+"/call",keyword:"enum",params:{allowedValues:schema89.properties.
call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"\
hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.message!==void 0){let _errs5=errors;validate134(data.message,{instancePath:instancePath+
"/message",parentData:data,parentDataProperty:"message",rootData})||(vErrors=vErrors===null?validate134.errors:vErrors.concat(
validate134.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0)if(data.pause_seconds!==
void 0){let _errs6=errors;validate250(data.pause_seconds,{instancePath:instancePath+"/pause_seconds",parentData:data,parentDataProperty:"\
pause_seconds",rootData})||(vErrors=vErrors===null?validate250.errors:vErrors.concat(validate250.errors),errors=vErrors.
length);var valid0=_errs6===errors}else var valid0=!0}}}}}else return validate252.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate252.errors=vErrors,errors===0}var schema90={
type:"object",additionalProperties:!1,required:["call","hold"],properties:{call:{type:"string",enum:["LedgerHandOver"]},
hold:{$ref:"#/components/schemas/LedgerHold"}}};function validate256(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.call===void 0&&(missing0="call")||data.hold===void 0&&(missing0="hold"))return validate256.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="call"||key0==="hold")){return validate256.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!=
"string")return validate256.errors=[{instancePath:instancePath+"/call",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerHandOver")return validate256.errors=[{instancePath:instancePath+
"/call",keyword:"enum",params:{allowedValues:schema90.properties.call.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.hold!==
void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+"/hold",parentData:data,parentDataProperty:"ho\
ld",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0}}}else return validate256.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate256.errors=vErrors,errors===0}var schema91={type:"object",additionalProperties:!1,
required:["call","hold"],properties:{call:{type:"string",enum:["LedgerRelease"]},hold:{$ref:"#/components/schemas/Ledger\
Hold"}}};function validate258(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.call===void 0&&(missing0="call")||
data.hold===void 0&&(missing0="hold"))return validate258.errors=[{instancePath,keyword:"required",
params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="call"||key0==="hold")){return validate258.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.call!==void 0){let data0=data.call,_errs2=errors;if(typeof data0!="string")return validate258.errors=[{instancePath:instancePath+
"/call",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerRelease")return validate258.errors=[{instancePath:instancePath+"/call",keyword:"\
enum",params:{allowedValues:schema91.properties.call.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0)if(data.hold!==void 0){let _errs4=errors;validate38(data.hold,{instancePath:instancePath+
"/hold",parentData:data,parentDataProperty:"hold",rootData})||(vErrors=vErrors===null?validate38.errors:vErrors.concat(validate38.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}else return validate258.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate258.errors=vErrors,
errors===0}function validate31(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0&&data&&typeof data=="object"&&!Array.isArray(data)){let tag0=data.call;if(typeof tag0=="string")if(tag0===
"LedgerClaim")validate32(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate32.
errors:vErrors.concat(validate32.errors),errors=vErrors.length);else if(tag0==="LedgerRenew")validate37(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate37.errors:vErrors.concat(validate37.errors),errors=
vErrors.length);else if(tag0==="LedgerProgress")validate43(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate43.errors:vErrors.concat(validate43.errors),errors=vErrors.length);else if(tag0==="Ledge\
rMove")validate57(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate57.errors:
vErrors.concat(validate57.errors),errors=vErrors.length);else if(tag0==="LedgerPin")validate59(data,{instancePath,parentData,
parentDataProperty,rootData})||(vErrors=vErrors===null?validate59.errors:vErrors.concat(validate59.errors),errors=vErrors.
length);else if(tag0==="LedgerReadme")validate62(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===
null?validate62.errors:vErrors.concat(validate62.errors),errors=vErrors.length);else if(tag0==="LedgerDocumentPart")validate64(
data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate64.errors:vErrors.concat(validate64.
errors),errors=vErrors.length);else if(tag0==="LedgerDocumentRead")validate68(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate68.errors:vErrors.concat(validate68.errors),errors=vErrors.length);else if(tag0===
"LedgerBlobsFind")validate71(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate71.
errors:vErrors.concat(validate71.errors),errors=vErrors.length);else if(tag0==="LedgerBlobsReference")validate75(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate75.errors:vErrors.concat(validate75.errors),errors=
vErrors.length);else if(tag0==="LedgerBlobsStored")validate80(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate80.errors:vErrors.concat(validate80.errors),errors=vErrors.length);else if(tag0==="Ledge\
rBlobMissing")validate85(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate85.
errors:vErrors.concat(validate85.errors),errors=vErrors.length);else if(tag0==="LedgerParentScore")validate87(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate87.errors:vErrors.concat(validate87.errors),errors=
vErrors.length);else if(tag0==="LedgerDatasetOffer")validate88(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate88.errors:vErrors.concat(validate88.errors),errors=vErrors.length);else if(tag0==="Ledge\
rSharePlan")validate89(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate89.errors:
vErrors.concat(validate89.errors),errors=vErrors.length);else if(tag0==="LedgerShareJoin")validate96(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate96.errors:vErrors.concat(validate96.errors),errors=
vErrors.length);else if(tag0==="LedgerShareExchange")validate98(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate98.errors:vErrors.concat(validate98.errors),errors=vErrors.length);else if(tag0==="Ledge\
rShareGiveBack")validate121(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate121.
errors:vErrors.concat(validate121.errors),errors=vErrors.length);else if(tag0==="LedgerShareReport")validate130(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate130.errors:vErrors.concat(validate130.errors),
errors=vErrors.length);else if(tag0==="LedgerComplete")validate132(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate132.errors:vErrors.concat(validate132.errors),errors=vErrors.length);else if(tag0==="Led\
gerReject")validate231(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate231.
errors:vErrors.concat(validate231.errors),errors=vErrors.length);else if(tag0==="LedgerFail")validate237(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate237.errors:vErrors.concat(validate237.errors),
errors=vErrors.length);else if(tag0==="LedgerRetryLater")validate245(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate245.errors:vErrors.concat(validate245.errors),errors=vErrors.length);else if(tag0==="Led\
gerPostpone")validate252(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate252.
errors:vErrors.concat(validate252.errors),errors=vErrors.length);else if(tag0==="LedgerHandOver")validate256(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate256.errors:vErrors.concat(validate256.errors),
errors=vErrors.length);else if(tag0==="LedgerRelease")validate258(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate258.errors:vErrors.concat(validate258.errors),errors=vErrors.length);else return validate31.
errors=[{instancePath,keyword:"discriminator",params:{error:"mapping",tag:"call",tagValue:tag0},
message:'value of tag "call" must be in oneOf'}],!1;else return validate31.errors=[{instancePath,keyword:"discriminator",params:{error:"tag",tag:"call",tagValue:tag0},message:'tag "call" must be string'}],!1}return validate31.
errors=vErrors,errors===0}var LedgerAnswer=validate286;var schema93={type:"object",additionalProperties:!1,required:["answer"],properties:{answer:{type:"string",enum:["LedgerD\
one"]}}};function validate287(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0="ans\
wer"))return validate287.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="answer"){return validate287.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.answer!==void 0){let data0=data.answer;
if(typeof data0!="string")return validate287.errors=[{instancePath:instancePath+"/answer",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerDone")return validate287.errors=
[{instancePath:instancePath+"/answer",keyword:"enum",params:{allowedValues:schema93.
properties.answer.enum},message:"must be equal to one of the allowed values"}],!1}}}else return validate287.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate287.errors=vErrors,
errors===0}var schema94={type:"object",additionalProperties:!1,required:["answer"],properties:{answer:{type:"string",enum:[
"LedgerClaimed"]},claim:{$ref:"#/components/schemas/LedgerClaimedArtifact"}}},schema95={type:"object",additionalProperties:!1,
required:["artifact_id","token","name","link","url","owner","status","attempt","continuation","correlation_id","commit",
"checkpoints"],properties:{artifact_id:{$ref:"#/components/schemas/ArtifactId"},token:{$ref:"#/components/schemas/Ledger\
Token"},name:{type:"string",minLength:1,maxLength:200},link:{$ref:"#/components/schemas/LedgerSourceLink"},url:{type:"st\
ring",minLength:1,maxLength:2e3},owner:{type:"string",maxLength:100},status:{$ref:"#/components/schemas/ArtifactStatus"},
attempt:{type:"integer",minimum:1},continuation:{type:"integer",minimum:0},correlation_id:{type:"string",minLength:1,maxLength:128},
commit:{type:"string",nullable:!0,pattern:"^[0-9a-f]{40}$"},progress:{$ref:"#/components/schemas/Progress"},checkpoints:{
type:"array",maxItems:100,items:{$ref:"#/components/schemas/DocumentName"}}}};function validate292(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.host===void 0&&(missing0="host")||data.type===
void 0&&(missing0="type")||data.repository===void 0&&(missing0="repository")||data.revision===void 0&&(missing0="revisio\
n"))return validate292.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="host"||key0===
"type"||key0==="repository"||key0==="revision")){return validate292.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;
break}if(_errs1===errors){if(data.host!==void 0){let _errs2=errors;validate228(data.host,{instancePath:instancePath+"/ho\
st",parentData:data,parentDataProperty:"host",rootData})||(vErrors=vErrors===null?validate228.errors:vErrors.concat(validate228.
errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.type!==void 0){let _errs3=errors;
validate25(data.type,{instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData})||(vErrors=vErrors===
null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;
if(valid0){if(data.repository!==void 0){let data2=data.repository,_errs4=errors;if(errors===_errs4)if(typeof data2=="str\
ing"){if(func2(data2)>250)return validate292.errors=[{instancePath:instancePath+"/repository",keyword:"maxLength",params:{limit:250},message:"must NOT have more than 250 characters"}],!1;if(func2(
data2)<1)return validate292.errors=[{instancePath:instancePath+"/repository",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate292.errors=
[{instancePath:instancePath+"/repository",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.revision!==void 0){let data3=data.
revision,_errs6=errors;if(errors===_errs6)if(typeof data3=="string"){if(func2(data3)>250)return validate292.errors=[{instancePath:instancePath+
"/revision",keyword:"maxLength",params:{limit:250},message:"must NOT have m\
ore than 250 characters"}],!1;if(func2(data3)<1)return validate292.errors=[{instancePath:instancePath+"/revision",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],
!1}else return validate292.errors=[{instancePath:instancePath+"/revision",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs6===errors}else var valid0=!0}}}}}else return validate292.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate292.
errors=vErrors,errors===0}var schema97={type:"string",enum:["pending","downloading","rating","completed","rejected","fai\
led"]};function validate296(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
return typeof data!="string"?(validate296.errors=[{instancePath,keyword:"type",params:{type:"string"},
message:"must be string"}],!1):data==="pending"||data==="downloading"||data==="rating"||data==="completed"||data==="reje\
cted"||data==="failed"?(validate296.errors=vErrors,errors===0):(validate296.errors=[{instancePath,keyword:"\
enum",params:{allowedValues:schema97.enum},message:"must be equal to one of the allowed values"}],!1)}function validate289(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&(missing0="artifact_id")||data.token===void 0&&
(missing0="token")||data.name===void 0&&(missing0="name")||data.link===void 0&&(missing0="link")||data.url===void 0&&(missing0=
"url")||data.owner===void 0&&(missing0="owner")||data.status===void 0&&(missing0="status")||data.attempt===void 0&&(missing0=
"attempt")||data.continuation===void 0&&(missing0="continuation")||data.correlation_id===void 0&&(missing0="correlation_\
id")||data.commit===void 0&&(missing0="commit")||data.checkpoints===void 0&&(missing0="checkpoints"))return validate289.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema95.properties,key0)){
return validate289.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.artifact_id!==void 0){let _errs2=errors;
validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,parentDataProperty:"artifact_id",rootData})||
(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),errors=vErrors.length);var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.token!==void 0){let _errs3=errors;validate29(data.token,{instancePath:instancePath+"/to\
ken",parentData:data,parentDataProperty:"token",rootData})||(vErrors=vErrors===null?validate29.errors:vErrors.concat(validate29.
errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data2=data.
name,_errs4=errors;if(errors===_errs4)if(typeof data2=="string"){if(func2(data2)>200)return validate289.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1;if(func2(data2)<1)return validate289.errors=[{instancePath:instancePath+"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate289.
errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.link!==void 0){let _errs6=errors;validate292(
data.link,{instancePath:instancePath+"/link",parentData:data,parentDataProperty:"link",rootData})||(vErrors=vErrors===null?
validate292.errors:vErrors.concat(validate292.errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0;
if(valid0){if(data.url!==void 0){let data4=data.url,_errs7=errors;if(errors===_errs7)if(typeof data4=="string"){if(func2(
data4)>2e3)return validate289.errors=[{instancePath:instancePath+"/url",keyword:"\
maxLength",params:{limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(data4)<1)return validate289.
errors=[{instancePath:instancePath+"/url",keyword:"minLength",params:{limit:1},message:"\
must NOT have fewer than 1 characters"}],!1}else return validate289.errors=[{instancePath:instancePath+"/url",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs7===errors}else
var valid0=!0;if(valid0){if(data.owner!==void 0){let data5=data.owner,_errs9=errors;if(errors===_errs9)if(typeof data5==
"string"){if(func2(data5)>100)return validate289.errors=[{instancePath:instancePath+"/owner",keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1}else return validate289.
errors=[{instancePath:instancePath+"/owner",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.status!==void 0){let _errs11=errors;
validate296(data.status,{instancePath:instancePath+"/status",parentData:data,parentDataProperty:"status",rootData})||(vErrors=
vErrors===null?validate296.errors:vErrors.concat(validate296.errors),errors=vErrors.length);var valid0=_errs11===errors}else
var valid0=!0;if(valid0){if(data.attempt!==void 0){let data7=data.attempt,_errs12=errors;if(!(typeof data7=="number"&&!(data7%
1)&&!isNaN(data7)))return validate289.errors=[{instancePath:instancePath+"/attempt",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs12&&typeof data7=="number"&&(data7<
1||isNaN(data7)))return validate289.errors=[{instancePath:instancePath+"/attempt",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1;var valid0=_errs12===errors}else var valid0=!0;
if(valid0){if(data.continuation!==void 0){let data8=data.continuation,_errs14=errors;if(!(typeof data8=="number"&&!(data8%
1)&&!isNaN(data8)))return validate289.errors=[{instancePath:instancePath+"/continuation",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs14&&typeof data8=="n\
umber"&&(data8<0||isNaN(data8)))return validate289.errors=[{instancePath:instancePath+"/continuation",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1;var valid0=_errs14===
errors}else var valid0=!0;if(valid0){if(data.correlation_id!==void 0){let data9=data.correlation_id,_errs16=errors;if(errors===
_errs16)if(typeof data9=="string"){if(func2(data9)>128)return validate289.errors=[{instancePath:instancePath+"/correlati\
on_id",keyword:"maxLength",params:{limit:128},message:"must NOT have \
more than 128 characters"}],!1;if(func2(data9)<1)return validate289.errors=[{instancePath:instancePath+"/correlation_id",
keyword:"minLength",params:{limit:1},message:"must NOT have fewer tha\
n 1 characters"}],!1}else return validate289.errors=[{instancePath:instancePath+"/correlation_id",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs16===errors}else
var valid0=!0;if(valid0){if(data.commit!==void 0){let data10=data.commit,_errs18=errors;if(typeof data10!="string"&&data10!==
null)return validate289.errors=[{instancePath:instancePath+"/commit",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(errors===_errs18&&typeof data10=="string"&&!pattern0.test(data10))
return validate289.errors=[{instancePath:instancePath+"/commit",keyword:"patter\
n",params:{pattern:"^[0-9a-f]{40}$"},message:'must match pattern "^[0-9a-f]{40}$"'}],!1;var valid0=_errs18===errors}else
var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs21=errors;validate45(data.progress,{instancePath:instancePath+
"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.
concat(validate45.errors),errors=vErrors.length);var valid0=_errs21===errors}else var valid0=!0;if(valid0)if(data.checkpoints!==
void 0){let data12=data.checkpoints,_errs22=errors;if(errors===_errs22)if(Array.isArray(data12)){if(data12.length>100)return validate289.
errors=[{instancePath:instancePath+"/checkpoints",keyword:"maxItems",params:{
limit:100},message:"must NOT have more than 100 items"}],!1;{var valid1=!0;let len0=data12.length;for(let i0=0;i0<len0;i0++){
let _errs24=errors;validate66(data12[i0],{instancePath:instancePath+"/checkpoints/"+i0,parentData:data12,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate66.errors:vErrors.concat(validate66.errors),errors=vErrors.length);var valid1=_errs24===
errors;if(!valid1)break}}}else return validate289.errors=[{instancePath:instancePath+"/checkpoints",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs22===errors}else
var valid0=!0}}}}}}}}}}}}}}else return validate289.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate289.errors=vErrors,errors===0}function validate288(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0="answer"))return validate288.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="answer"||key0==="claim")){return validate288.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!=
"string")return validate288.errors=[{instancePath:instancePath+"/answer",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerClaimed")return validate288.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema94.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.claim!==
void 0){let _errs4=errors;validate289(data.claim,{instancePath:instancePath+"/claim",parentData:data,parentDataProperty:"\
claim",rootData})||(vErrors=vErrors===null?validate289.errors:vErrors.concat(validate289.errors),errors=vErrors.length);
var valid0=_errs4===errors}else var valid0=!0}}}else return validate288.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate288.errors=vErrors,errors===0}var schema98={type:"\
object",additionalProperties:!1,required:["answer","text","next"],properties:{answer:{type:"string",enum:["LedgerDocumen\
tText"]},text:{type:"string",maxLength:4194304},next:{type:"integer",nullable:!0,minimum:1,maximum:2147483647}}};function validate301(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0="answer")||data.text===void 0&&(missing0=
"text")||data.next===void 0&&(missing0="next"))return validate301.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="answer"||key0==="text"||key0==="next")){return validate301.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additiona\
l properties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!=
"string")return validate301.errors=[{instancePath:instancePath+"/answer",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerDocumentText")return validate301.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema98.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.text!==
void 0){let data1=data.text,_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){if(func2(data1)>4194304)return validate301.
errors=[{instancePath:instancePath+"/text",keyword:"maxLength",params:{limit:4194304},
message:"must NOT have more than 4194304 characters"}],!1}else return validate301.errors=[{instancePath:instancePath+"/t\
ext",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.next!==void 0){let data2=data.next,_errs6=errors;if(!(typeof data2=="number"&&
!(data2%1)&&!isNaN(data2))&&data2!==null)return validate301.errors=[{instancePath:instancePath+"/next",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs6&&typeof data2==
"number"){if(data2>2147483647||isNaN(data2))return validate301.errors=[{instancePath:instancePath+"/next",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must be <= 2147483647"}],!1;
if(data2<1||isNaN(data2))return validate301.errors=[{instancePath:instancePath+"/next",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs6===errors}else var valid0=!0}}}}else
return validate301.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate301.errors=vErrors,errors===0}var schema99={type:"object",additionalProperties:!1,required:["ans\
wer","blobs"],properties:{answer:{type:"string",enum:["LedgerBlobsFound"]},blobs:{type:"array",maxItems:4e3,items:{$ref:"\
#/components/schemas/LedgerBlob"}}}};function validate302(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.answer===
void 0&&(missing0="answer")||data.blobs===void 0&&(missing0="blobs"))return validate302.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="answer"||key0==="blobs")){return validate302.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!=
"string")return validate302.errors=[{instancePath:instancePath+"/answer",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerBlobsFound")return validate302.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema99.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.blobs!==
void 0){let data1=data.blobs,_errs4=errors;if(errors===_errs4)if(Array.isArray(data1)){if(data1.length>4e3)return validate302.
errors=[{instancePath:instancePath+"/blobs",keyword:"maxItems",params:{limit:4e3},
message:"must NOT have more than 4000 items"}],!1;{var valid1=!0;let len0=data1.length;for(let i0=0;i0<len0;i0++){let _errs6=errors;
validate82(data1[i0],{instancePath:instancePath+"/blobs/"+i0,parentData:data1,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?validate82.errors:vErrors.concat(validate82.errors),errors=vErrors.length);var valid1=_errs6===errors;if(!valid1)
break}}}else return validate302.errors=[{instancePath:instancePath+"/blobs",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs4===errors}else var valid0=!0}}}else return validate302.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate302.
errors=vErrors,errors===0}var schema100={type:"object",additionalProperties:!1,required:["answer","registered_as"],properties:{
answer:{type:"string",enum:["LedgerPinned"]},registered_as:{type:"integer",format:"int64",minimum:1,maximum:9007199254740991,
nullable:!0}}};function validate304(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0=
"answer")||data.registered_as===void 0&&(missing0="registered_as"))return validate304.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="answer"||key0==="registered_as")){return validate304.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!=
"string")return validate304.errors=[{instancePath:instancePath+"/answer",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerPinned")return validate304.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema100.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.registered_as!==
void 0){let data1=data.registered_as,_errs4=errors;if(!(typeof data1=="number"&&!(data1%1)&&!isNaN(data1))&&data1!==null)
return validate304.errors=[{instancePath:instancePath+"/registered_as",keyword:"\
type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs4&&typeof data1=="number"){if(data1>9007199254740991||
isNaN(data1))return validate304.errors=[{instancePath:instancePath+"/registered_as",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= 9007199254740991"}],!1;
if(data1<1||isNaN(data1))return validate304.errors=[{instancePath:instancePath+"/registered_as",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs4===
errors}else var valid0=!0}}}else return validate304.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate304.errors=vErrors,errors===0}var schema101={type:"object",additionalProperties:!1,
required:["answer","score"],properties:{answer:{type:"string",enum:["LedgerParentScored"]},score:{$ref:"#/components/sch\
emas/NullableScore"}}};function validate305(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0=
"answer")||data.score===void 0&&(missing0="score"))return validate305.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="answer"||key0==="score")){return validate305.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional prope\
rties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!="str\
ing")return validate305.errors=[{instancePath:instancePath+"/answer",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerParentScored")return validate305.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema101.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.score!==
void 0){let _errs4=errors;validate138(data.score,{instancePath:instancePath+"/score",parentData:data,parentDataProperty:"\
score",rootData})||(vErrors=vErrors===null?validate138.errors:vErrors.concat(validate138.errors),errors=vErrors.length);
var valid0=_errs4===errors}else var valid0=!0}}}else return validate305.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate305.errors=vErrors,errors===0}var schema102={type:"\
object",additionalProperties:!1,required:["answer","offered"],properties:{answer:{type:"string",enum:["LedgerDatasetOffe\
red"]},offered:{type:"boolean"}}};function validate307(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.answer===
void 0&&(missing0="answer")||data.offered===void 0&&(missing0="offered"))return validate307.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="answer"||key0==="offered")){return validate307.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!=
"string")return validate307.errors=[{instancePath:instancePath+"/answer",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerDatasetOffered")return validate307.errors=[
{instancePath:instancePath+"/answer",keyword:"enum",params:{allowedValues:schema102.
properties.answer.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0)if(data.offered!==void 0){let _errs4=errors;if(typeof data.offered!="boolean")return validate307.errors=[{instancePath:instancePath+
"/offered",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;
var valid0=_errs4===errors}else var valid0=!0}}}else return validate307.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate307.errors=vErrors,errors===0}var schema103={type:"\
object",additionalProperties:!1,required:["answer","token"],properties:{answer:{type:"string",enum:["LedgerShareOpened"]},
token:{$ref:"#/components/schemas/LedgerToken"}}};function validate308(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.answer===void 0&&(missing0="answer")||data.token===void 0&&(missing0="token"))return validate308.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="answer"||key0==="token")){return validate308.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!=
"string")return validate308.errors=[{instancePath:instancePath+"/answer",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerShareOpened")return validate308.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema103.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.token!==
void 0){let _errs4=errors;validate29(data.token,{instancePath:instancePath+"/token",parentData:data,parentDataProperty:"\
token",rootData})||(vErrors=vErrors===null?validate29.errors:vErrors.concat(validate29.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0}}}else return validate308.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate308.errors=vErrors,errors===0}var schema104={type:"object",additionalProperties:!1,
required:["answer","name"],properties:{answer:{type:"string",enum:["LedgerShareJoined"]},name:{type:"string",minLength:1,
maxLength:200}}};function validate310(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0=
"answer")||data.name===void 0&&(missing0="name"))return validate310.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="answer"||key0==="name")){return validate310.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional proper\
ties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!="stri\
ng")return validate310.errors=[{instancePath:instancePath+"/answer",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerShareJoined")return validate310.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema104.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.name!==
void 0){let data1=data.name,_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){if(func2(data1)>200)return validate310.
errors=[{instancePath:instancePath+"/name",keyword:"maxLength",params:{limit:200},
message:"must NOT have more than 200 characters"}],!1;if(func2(data1)<1)return validate310.errors=[{instancePath:instancePath+
"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than \
1 characters"}],!1}else return validate310.errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0}}}else
return validate310.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate310.errors=vErrors,errors===0}var schema105={type:"object",additionalProperties:!1,required:["an\
swer","held","state","known"],properties:{answer:{type:"string",enum:["LedgerShareExchanged"]},unit:{$ref:"#/components/\
schemas/LedgerTakenUnit"},held:{type:"array",maxItems:100,items:{$ref:"#/components/schemas/UnitNumber"}},state:{$ref:"#\
/components/schemas/LedgerShareState"},known:{$ref:"#/components/schemas/SourceAllowances"}}};function validate312(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.number===void 0&&(missing0="number")||data.
bytes===void 0&&(missing0="bytes")||data.taken_over===void 0&&(missing0="taken_over"))return validate312.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="number"||key0==="bytes"||key0==="known"||key0==="taken_ove\
r")){return validate312.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.number!==void 0){
let _errs2=errors;validate92(data.number,{instancePath:instancePath+"/number",parentData:data,parentDataProperty:"number",
rootData})||(vErrors=vErrors===null?validate92.errors:vErrors.concat(validate92.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.bytes!==void 0){let _errs3=errors;validate46(data.bytes,{instancePath:instancePath+
"/bytes",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(
validate46.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.known!==void 0){
let _errs4=errors;validate82(data.known,{instancePath:instancePath+"/known",parentData:data,parentDataProperty:"known",rootData})||
(vErrors=vErrors===null?validate82.errors:vErrors.concat(validate82.errors),errors=vErrors.length);var valid0=_errs4===errors}else
var valid0=!0;if(valid0)if(data.taken_over!==void 0){let _errs5=errors;if(typeof data.taken_over!="boolean")return validate312.
errors=[{instancePath:instancePath+"/taken_over",keyword:"type",params:{type:"\
boolean"},message:"must be boolean"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}}else return validate312.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate312.
errors=vErrors,errors===0}var schema107={type:"object",additionalProperties:!1,required:["units","stored","free","worker\
s","bytes_done","files_done","bytes_fetched","bytes_saved","repeats","lanes"],properties:{units:{$ref:"#/components/sche\
mas/Count"},stored:{$ref:"#/components/schemas/Count"},free:{type:"integer",minimum:0},workers:{type:"integer",minimum:0},
bytes_done:{$ref:"#/components/schemas/Bytes"},files_done:{$ref:"#/components/schemas/Count"},bytes_fetched:{$ref:"#/com\
ponents/schemas/Bytes"},bytes_saved:{$ref:"#/components/schemas/Bytes"},repeats:{type:"integer",minimum:0},lanes:{type:"\
array",maxItems:64,items:{$ref:"#/components/schemas/LedgerLane"}},failure:{$ref:"#/components/schemas/LedgerUnitFailure"}}};function validate325(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.worker===void 0&&(missing0="worker")||data.
bytes_done===void 0&&(missing0="bytes_done")||data.number===void 0&&(missing0="number")||data.unit_bytes_done===void 0&&
(missing0="unit_bytes_done"))return validate325.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="worker"||key0==="bytes_done"||key0==="number"||key0==="unit_bytes_done")){return validate325.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.worker!==void 0){let _errs2=errors;validate100(data.worker,
{instancePath:instancePath+"/worker",parentData:data,parentDataProperty:"worker",rootData})||(vErrors=vErrors===null?validate100.
errors:vErrors.concat(validate100.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.bytes_done!==void 0){let _errs3=errors;validate46(data.bytes_done,{instancePath:instancePath+"/bytes_done",parentData:data,
parentDataProperty:"bytes_done",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.errors),
errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.number!==void 0){let _errs4=errors;
validate92(data.number,{instancePath:instancePath+"/number",parentData:data,parentDataProperty:"number",rootData})||(vErrors=
vErrors===null?validate92.errors:vErrors.concat(validate92.errors),errors=vErrors.length);var valid0=_errs4===errors}else
var valid0=!0;if(valid0)if(data.unit_bytes_done!==void 0){let _errs5=errors;validate46(data.unit_bytes_done,{instancePath:instancePath+
"/unit_bytes_done",parentData:data,parentDataProperty:"unit_bytes_done",rootData})||(vErrors=vErrors===null?validate46.errors:
vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0}}}}}else return validate325.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate325.
errors=vErrors,errors===0}function validate318(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.units===void 0&&(missing0=
"units")||data.stored===void 0&&(missing0="stored")||data.free===void 0&&(missing0="free")||data.workers===void 0&&(missing0=
"workers")||data.bytes_done===void 0&&(missing0="bytes_done")||data.files_done===void 0&&(missing0="files_done")||data.bytes_fetched===
void 0&&(missing0="bytes_fetched")||data.bytes_saved===void 0&&(missing0="bytes_saved")||data.repeats===void 0&&(missing0=
"repeats")||data.lanes===void 0&&(missing0="lanes"))return validate318.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!func15.call(schema107.properties,key0)){return validate318.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional \
properties"}],!1;break}if(_errs1===errors){if(data.units!==void 0){let _errs2=errors;validate48(data.units,{instancePath:instancePath+
"/units",parentData:data,parentDataProperty:"units",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(
validate48.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.stored!==void 0){
let _errs3=errors;validate48(data.stored,{instancePath:instancePath+"/stored",parentData:data,parentDataProperty:"stored",
rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=vErrors.length);var valid0=_errs3===
errors}else var valid0=!0;if(valid0){if(data.free!==void 0){let data2=data.free,_errs4=errors;if(!(typeof data2=="number"&&
!(data2%1)&&!isNaN(data2)))return validate318.errors=[{instancePath:instancePath+"/free",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs4&&typeof data2=="number"&&(data2<
0||isNaN(data2)))return validate318.errors=[{instancePath:instancePath+"/free",keyword:"\
minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){
if(data.workers!==void 0){let data3=data.workers,_errs6=errors;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)))return validate318.
errors=[{instancePath:instancePath+"/workers",keyword:"type",params:{type:"intege\
r"},message:"must be integer"}],!1;if(errors===_errs6&&typeof data3=="number"&&(data3<0||isNaN(data3)))return validate318.
errors=[{instancePath:instancePath+"/workers",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.bytes_done!==void 0){
let _errs8=errors;validate46(data.bytes_done,{instancePath:instancePath+"/bytes_done",parentData:data,parentDataProperty:"\
bytes_done",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.files_done!==void 0){let _errs9=errors;validate48(data.
files_done,{instancePath:instancePath+"/files_done",parentData:data,parentDataProperty:"files_done",rootData})||(vErrors=
vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=vErrors.length);var valid0=_errs9===errors}else
var valid0=!0;if(valid0){if(data.bytes_fetched!==void 0){let _errs10=errors;validate46(data.bytes_fetched,{instancePath:instancePath+
"/bytes_fetched",parentData:data,parentDataProperty:"bytes_fetched",rootData})||(vErrors=vErrors===null?validate46.errors:
vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.
bytes_saved!==void 0){let _errs11=errors;validate46(data.bytes_saved,{instancePath:instancePath+"/bytes_saved",parentData:data,
parentDataProperty:"bytes_saved",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.errors),
errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0;if(valid0){if(data.repeats!==void 0){let data8=data.
repeats,_errs12=errors;if(!(typeof data8=="number"&&!(data8%1)&&!isNaN(data8)))return validate318.errors=[{instancePath:instancePath+
"/repeats",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;
if(errors===_errs12&&typeof data8=="number"&&(data8<0||isNaN(data8)))return validate318.errors=[{instancePath:instancePath+
"/repeats",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be\
 >= 0"}],!1;var valid0=_errs12===errors}else var valid0=!0;if(valid0){if(data.lanes!==void 0){let data9=data.lanes,_errs14=errors;
if(errors===_errs14)if(Array.isArray(data9)){if(data9.length>64)return validate318.errors=[{instancePath:instancePath+"/\
lanes",keyword:"maxItems",params:{limit:64},message:"must NOT have more than 64\
 items"}],!1;{var valid1=!0;let len0=data9.length;for(let i0=0;i0<len0;i0++){let _errs16=errors;validate325(data9[i0],{instancePath:instancePath+
"/lanes/"+i0,parentData:data9,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate325.errors:vErrors.concat(
validate325.errors),errors=vErrors.length);var valid1=_errs16===errors;if(!valid1)break}}}else return validate318.errors=
[{instancePath:instancePath+"/lanes",keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;var valid0=_errs14===errors}else var valid0=!0;if(valid0)if(data.failure!==void 0){let _errs17=errors;
validate126(data.failure,{instancePath:instancePath+"/failure",parentData:data,parentDataProperty:"failure",rootData})||
(vErrors=vErrors===null?validate126.errors:vErrors.concat(validate126.errors),errors=vErrors.length);var valid0=_errs17===
errors}else var valid0=!0}}}}}}}}}}}}else return validate318.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate318.errors=vErrors,errors===0}function validate311(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0="answer")||data.held===void 0&&(missing0="held")||
data.state===void 0&&(missing0="state")||data.known===void 0&&(missing0="known"))return validate311.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="answer"||key0==="unit"||key0==="held"||key0==="state"||key0===
"known")){return validate311.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){
let data0=data.answer,_errs2=errors;if(typeof data0!="string")return validate311.errors=[{instancePath:instancePath+"/an\
swer",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"LedgerShareExchanged")return validate311.errors=[{instancePath:instancePath+"/answer",keyword:"enum",params:{allowedValues:schema105.properties.answer.enum},message:"must be equal to one of the allowed\
 values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.unit!==void 0){let _errs4=errors;validate312(
data.unit,{instancePath:instancePath+"/unit",parentData:data,parentDataProperty:"unit",rootData})||(vErrors=vErrors===null?
validate312.errors:vErrors.concat(validate312.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;
if(valid0){if(data.held!==void 0){let data2=data.held,_errs5=errors;if(errors===_errs5)if(Array.isArray(data2)){if(data2.
length>100)return validate311.errors=[{instancePath:instancePath+"/held",keyword:"\
maxItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid1=!0;let len0=data2.length;for(let i0=0;i0<
len0;i0++){let _errs7=errors;validate92(data2[i0],{instancePath:instancePath+"/held/"+i0,parentData:data2,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate92.errors:vErrors.concat(validate92.errors),errors=vErrors.length);var valid1=_errs7===
errors;if(!valid1)break}}}else return validate311.errors=[{instancePath:instancePath+"/held",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs5===errors}else var valid0=!0;
if(valid0){if(data.state!==void 0){let _errs8=errors;validate318(data.state,{instancePath:instancePath+"/state",parentData:data,
parentDataProperty:"state",rootData})||(vErrors=vErrors===null?validate318.errors:vErrors.concat(validate318.errors),errors=
vErrors.length);var valid0=_errs8===errors}else var valid0=!0;if(valid0)if(data.known!==void 0){let _errs9=errors;validate116(
data.known,{instancePath:instancePath+"/known",parentData:data,parentDataProperty:"known",rootData})||(vErrors=vErrors===
null?validate116.errors:vErrors.concat(validate116.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0}}}}}}else
return validate311.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate311.errors=vErrors,errors===0}var schema109={type:"object",additionalProperties:!1,required:["an\
swer","report"],properties:{answer:{type:"string",enum:["LedgerShareReported"]},report:{$ref:"#/components/schemas/Ledge\
rUnitReport"}}};function validate334(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.answer===void 0&&(missing0=
"answer")||data.report===void 0&&(missing0="report"))return validate334.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="answer"||key0==="report")){return validate334.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional prop\
erties"}],!1;break}if(_errs1===errors){if(data.answer!==void 0){let data0=data.answer,_errs2=errors;if(typeof data0!="st\
ring")return validate334.errors=[{instancePath:instancePath+"/answer",keyword:"typ\
e",params:{type:"string"},message:"must be string"}],!1;if(data0!=="LedgerShareReported")return validate334.errors=[{instancePath:instancePath+
"/answer",keyword:"enum",params:{allowedValues:schema109.properties.answer.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.report!==
void 0){let _errs4=errors;validate106(data.report,{instancePath:instancePath+"/report",parentData:data,parentDataProperty:"\
report",rootData})||(vErrors=vErrors===null?validate106.errors:vErrors.concat(validate106.errors),errors=vErrors.length);
var valid0=_errs4===errors}else var valid0=!0}}}else return validate334.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate334.errors=vErrors,errors===0}function validate286(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0&&data&&typeof data==
"object"&&!Array.isArray(data)){let tag0=data.answer;if(typeof tag0=="string")if(tag0==="LedgerDone")validate287(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate287.errors:vErrors.concat(validate287.errors),
errors=vErrors.length);else if(tag0==="LedgerClaimed")validate288(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate288.errors:vErrors.concat(validate288.errors),errors=vErrors.length);else if(tag0==="Led\
gerDocumentText")validate301(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate301.
errors:vErrors.concat(validate301.errors),errors=vErrors.length);else if(tag0==="LedgerBlobsFound")validate302(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate302.errors:vErrors.concat(validate302.errors),
errors=vErrors.length);else if(tag0==="LedgerPinned")validate304(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate304.errors:vErrors.concat(validate304.errors),errors=vErrors.length);else if(tag0==="Led\
gerParentScored")validate305(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate305.
errors:vErrors.concat(validate305.errors),errors=vErrors.length);else if(tag0==="LedgerDatasetOffered")validate307(data,
{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate307.errors:vErrors.concat(validate307.
errors),errors=vErrors.length);else if(tag0==="LedgerShareOpened")validate308(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate308.errors:vErrors.concat(validate308.errors),errors=vErrors.length);else if(tag0===
"LedgerShareJoined")validate310(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate310.
errors:vErrors.concat(validate310.errors),errors=vErrors.length);else if(tag0==="LedgerShareExchanged")validate311(data,
{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate311.errors:vErrors.concat(validate311.
errors),errors=vErrors.length);else if(tag0==="LedgerShareReported")validate334(data,{instancePath,parentData,parentDataProperty,
rootData})||(vErrors=vErrors===null?validate334.errors:vErrors.concat(validate334.errors),errors=vErrors.length);else return validate286.
errors=[{instancePath,keyword:"discriminator",params:{error:"mapping",tag:"answer",tagValue:tag0},
message:'value of tag "answer" must be in oneOf'}],!1;else return validate286.errors=[{instancePath,keyword:"discriminator",params:{error:"tag",tag:"answer",tagValue:tag0},message:'tag "answer" must be string'}],
!1}return validate286.errors=vErrors,errors===0}var NewAccount=validate347;var pattern14=new RegExp("^[A-Za-z0-9][A-Za-z0-9._@-]*$","u");function validate348(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(typeof data=="string"){if(func2(data)>100)return validate348.
errors=[{instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 1\
00 characters"}],!1;if(func2(data)<1)return validate348.errors=[{instancePath,keyword:"minLengt\
h",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern14.test(data))return validate348.errors=
[{instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9._@-]*$"},message:'must m\
atch pattern "^[A-Za-z0-9][A-Za-z0-9._@-]*$"'}],!1}else return validate348.errors=[{instancePath,keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;return validate348.errors=vErrors,errors===0}var schema112={type:"\
string",enum:["reader","publisher","admin"]};function validate350(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;return typeof data!="string"?(validate350.errors=[{instancePath,keyword:"t\
ype",params:{type:"string"},message:"must be string"}],!1):data==="reader"||data==="publisher"||data==="admin"?(validate350.
errors=vErrors,errors===0):(validate350.errors=[{instancePath,keyword:"enum",params:{allowedValues:schema112.
enum},message:"must be equal to one of the allowed values"}],!1)}function validate352(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0&&errors===0)if(typeof data=="string"){if(func2(data)>1e3)return validate352.errors=[{instancePath,keyword:"maxLength",params:{limit:1e3},message:"must NOT have more than 1000 characters"}],!1;if(func2(data)<12)return validate352.
errors=[{instancePath,keyword:"minLength",params:{limit:12},message:"must NOT have fewer than 1\
2 characters"}],!1}else return validate352.errors=[{instancePath,keyword:"type",params:{type:"string"},
message:"must be string"}],!1;return validate352.errors=vErrors,errors===0}function validate347(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if(data.name===void 0&&(missing0="name")||data.role===void 0&&(missing0="role")||data.password===void 0&&
(missing0="password"))return validate347.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="name"||key0===
"role"||key0==="password")){return validate347.errors=[{instancePath,keyword:"additi\
onalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){
if(data.name!==void 0){let _errs2=errors;validate348(data.name,{instancePath:instancePath+"/name",parentData:data,parentDataProperty:"\
name",rootData})||(vErrors=vErrors===null?validate348.errors:vErrors.concat(validate348.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.role!==void 0){let _errs3=errors;validate350(data.role,{instancePath:instancePath+
"/role",parentData:data,parentDataProperty:"role",rootData})||(vErrors=vErrors===null?validate350.errors:vErrors.concat(
validate350.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.password!==void 0){
let _errs4=errors;validate352(data.password,{instancePath:instancePath+"/password",parentData:data,parentDataProperty:"p\
assword",rootData})||(vErrors=vErrors===null?validate352.errors:vErrors.concat(validate352.errors),errors=vErrors.length);
var valid0=_errs4===errors}else var valid0=!0}}}}else return validate347.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate347.errors=vErrors,errors===0}var PasswordChange=validate354;function validate354(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.current===void 0&&(missing0="current")||data.
new===void 0&&(missing0="new"))return validate354.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="current"||key0==="new")){return validate354.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.current!==void 0){let data0=data.current,_errs2=errors;if(errors===_errs2&&errors===_errs2)if(typeof data0==
"string"){if(func2(data0)>1e3)return validate354.errors=[{instancePath:instancePath+"/current",keyword:"maxLength",params:{limit:1e3},message:"must NOT have more than 1000 characters"}],!1;if(func2(
data0)<1)return validate354.errors=[{instancePath:instancePath+"/current",keyword:"\
minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate354.errors=[{instancePath:instancePath+
"/current",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0)if(data.new!==void 0){let _errs4=errors;validate352(data.new,{instancePath:instancePath+
"/new",parentData:data,parentDataProperty:"new",rootData})||(vErrors=vErrors===null?validate352.errors:vErrors.concat(validate352.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}else return validate354.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate354.errors=vErrors,
errors===0}var AccountChange=validate356;function validate356(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(Object.keys(data).length<1)return validate356.errors=[{instancePath,
keyword:"minProperties",params:{limit:1},message:"must NOT have fewer than 1 properties"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="role"||key0==="password")){return validate356.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.role!==void 0){let _errs2=errors;validate350(data.role,
{instancePath:instancePath+"/role",parentData:data,parentDataProperty:"role",rootData})||(vErrors=vErrors===null?validate350.
errors:vErrors.concat(validate350.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0)
if(data.password!==void 0){let _errs3=errors;validate352(data.password,{instancePath:instancePath+"/password",parentData:data,
parentDataProperty:"password",rootData})||(vErrors=vErrors===null?validate352.errors:vErrors.concat(validate352.errors),
errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0}}}else return validate356.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate356.errors=vErrors,errors===0}
var ArtifactRegEx=validate359;var pattern15=new RegExp("^[^\\u0000]*$","u");function validate359(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.regex===
void 0&&(missing0="regex"))return validate359.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="regex"){return validate359.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.regex!==void 0){let data0=data.regex;if(errors===
errors)if(typeof data0=="string"){if(func2(data0)>1e3)return validate359.errors=[{instancePath:instancePath+"/regex",keyword:"maxLength",params:{limit:1e3},message:"must NOT have more than 1000 characters"}],
!1;if(func2(data0)<1)return validate359.errors=[{instancePath:instancePath+"/regex",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern15.test(data0))
return validate359.errors=[{instancePath:instancePath+"/regex",keyword:"pattern",
params:{pattern:"^[^\\u0000]*$"},message:'must match pattern "^[^\\u0000]*$"'}],!1}else return validate359.errors=[{instancePath:instancePath+
"/regex",keyword:"type",params:{type:"string"},message:"must be string"}],!1}}}else
return validate359.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate359.errors=vErrors,errors===0}var ArtifactFilter=validate360,schema117={type:"object",additionalProperties:!1,
properties:{text:{type:"string",maxLength:200,pattern:"^[^\\u0000]*$"},types:{type:"array",maxItems:3,items:{$ref:"#/com\
ponents/schemas/ArtifactType"}},statuses:{type:"array",maxItems:6,items:{$ref:"#/components/schemas/ArtifactStatus"}},licenses:{
type:"array",maxItems:100,items:{type:"string",minLength:1,maxLength:200,pattern:"^[^\\u0000]*$"}},owners:{type:"array",
maxItems:100,items:{type:"string",minLength:1,maxLength:100,pattern:"^[^\\u0000]*$"}},min_score:{type:"number",minimum:0,
maximum:1},max_score:{type:"number",minimum:0,maximum:1},url:{type:"string",minLength:1,maxLength:2e3,pattern:"^[^\\u0000\
]*$"},mine:{type:"boolean"},ids:{type:"array",maxItems:1e3,items:{$ref:"#/components/schemas/AnyArtifactId"}}}};var pattern20=new RegExp("^[A-Za-z0-9-]+$","u");function validate363(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(errors===_errs1)if(typeof data=="s\
tring"){if(func2(data)>100){let err0={instancePath,keyword:"maxLength",params:{limit:100},
message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}else if(func2(
data)<1){let err1={instancePath,keyword:"minLength",params:{limit:1},message:"must NOT \
have fewer than 1 characters"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}else if(!pattern20.test(data)){
let err2={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'must\
 match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}}else{let err3={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err3]:
vErrors.push(err3),errors++}var _valid0=_errs1===errors;if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data))){let err4={instancePath,keyword:"type",params:{type:"inte\
ger"},message:"must be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}if(errors===_errs3&&typeof data==
"number"){if(data>9007199254740991||isNaN(data)){let err5={instancePath,keyword:"maximum",
params:{comparison:"<=",limit:9007199254740991},message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.
push(err5),errors++}else if(data<1||isNaN(data)){let err6={instancePath,keyword:"minimum",
params:{comparison:">=",limit:1},message:"must be >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===
errors;valid0=valid0||_valid0}if(valid0)errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={
instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?
vErrors=[err7]:vErrors.push(err7),errors++,validate363.errors=vErrors,!1}return validate363.errors=vErrors,errors===0}function validate360(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let _errs1=errors;for(let key0 in data)if(!func15.call(schema117.properties,key0)){return validate360.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.text!==void 0){let data0=data.text,
_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>200)return validate360.errors=[{instancePath:instancePath+
"/text",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1;if(!pattern15.test(data0))return validate360.errors=[{instancePath:instancePath+"/text",keyword:"pattern",params:{pattern:"^[^\\u0000]*$"},message:'must match pattern "^[^\\u0000]*$"'}],
!1}else return validate360.errors=[{instancePath:instancePath+"/text",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.types!==
void 0){let data1=data.types,_errs4=errors;if(errors===_errs4)if(Array.isArray(data1)){if(data1.length>3)return validate360.
errors=[{instancePath:instancePath+"/types",keyword:"maxItems",params:{limit:3},
message:"must NOT have more than 3 items"}],!1;{var valid1=!0;let len0=data1.length;for(let i0=0;i0<len0;i0++){let _errs6=errors;
validate25(data1[i0],{instancePath:instancePath+"/types/"+i0,parentData:data1,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid1=_errs6===errors;if(!valid1)
break}}}else return validate360.errors=[{instancePath:instancePath+"/types",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.
statuses!==void 0){let data3=data.statuses,_errs7=errors;if(errors===_errs7)if(Array.isArray(data3)){if(data3.length>6)return validate360.
errors=[{instancePath:instancePath+"/statuses",keyword:"maxItems",params:{limit:6},
message:"must NOT have more than 6 items"}],!1;{var valid2=!0;let len1=data3.length;for(let i1=0;i1<len1;i1++){let _errs9=errors;
validate296(data3[i1],{instancePath:instancePath+"/statuses/"+i1,parentData:data3,parentDataProperty:i1,rootData})||(vErrors=
vErrors===null?validate296.errors:vErrors.concat(validate296.errors),errors=vErrors.length);var valid2=_errs9===errors;if(!valid2)
break}}}else return validate360.errors=[{instancePath:instancePath+"/statuses",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.
licenses!==void 0){let data5=data.licenses,_errs10=errors;if(errors===_errs10)if(Array.isArray(data5)){if(data5.length>100)
return validate360.errors=[{instancePath:instancePath+"/licenses",keyword:"m\
axItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid3=!0;let len2=data5.length;for(let i2=0;i2<
len2;i2++){let data6=data5[i2],_errs12=errors;if(errors===_errs12)if(typeof data6=="string"){if(func2(data6)>200)return validate360.
errors=[{instancePath:instancePath+"/licenses/"+i2,keyword:"maxLength",
params:{limit:200},message:"must NOT have more than 200 characters"}],!1;if(func2(data6)<1)return validate360.errors=[{instancePath:instancePath+
"/licenses/"+i2,keyword:"minLength",params:{limit:1},message:"must NO\
T have fewer than 1 characters"}],!1;if(!pattern15.test(data6))return validate360.errors=[{instancePath:instancePath+"/l\
icenses/"+i2,keyword:"pattern",params:{pattern:"^[^\\u0000]*$"},message:'\
must match pattern "^[^\\u0000]*$"'}],!1}else return validate360.errors=[{instancePath:instancePath+"/licenses/"+i2,keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid3=_errs12===
errors;if(!valid3)break}}}else return validate360.errors=[{instancePath:instancePath+"/licenses",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs10===errors}else var valid0=!0;
if(valid0){if(data.owners!==void 0){let data7=data.owners,_errs14=errors;if(errors===_errs14)if(Array.isArray(data7)){if(data7.
length>100)return validate360.errors=[{instancePath:instancePath+"/owners",keyword:"\
maxItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid4=!0;let len3=data7.length;for(let i3=0;i3<
len3;i3++){let data8=data7[i3],_errs16=errors;if(errors===_errs16)if(typeof data8=="string"){if(func2(data8)>100)return validate360.
errors=[{instancePath:instancePath+"/owners/"+i3,keyword:"maxLength",params:{
limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data8)<1)return validate360.errors=[{instancePath:instancePath+
"/owners/"+i3,keyword:"minLength",params:{limit:1},message:"must NOT ha\
ve fewer than 1 characters"}],!1;if(!pattern15.test(data8))return validate360.errors=[{instancePath:instancePath+"/owner\
s/"+i3,keyword:"pattern",params:{pattern:"^[^\\u0000]*$"},message:'must m\
atch pattern "^[^\\u0000]*$"'}],!1}else return validate360.errors=[{instancePath:instancePath+"/owners/"+i3,keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid4=_errs16===
errors;if(!valid4)break}}}else return validate360.errors=[{instancePath:instancePath+"/owners",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs14===errors}else var valid0=!0;
if(valid0){if(data.min_score!==void 0){let data9=data.min_score,_errs18=errors;if(errors===_errs18)if(typeof data9=="num\
ber"){if(data9>1||isNaN(data9))return validate360.errors=[{instancePath:instancePath+"/min_score",keyword:"maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data9<0||isNaN(data9))
return validate360.errors=[{instancePath:instancePath+"/min_score",keyword:"\
minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate360.errors=[{instancePath:instancePath+
"/min_score",keyword:"type",params:{type:"number"},message:"must be number"}],!1;
var valid0=_errs18===errors}else var valid0=!0;if(valid0){if(data.max_score!==void 0){let data10=data.max_score,_errs20=errors;
if(errors===_errs20)if(typeof data10=="number"){if(data10>1||isNaN(data10))return validate360.errors=[{instancePath:instancePath+
"/max_score",keyword:"maximum",params:{comparison:"<=",limit:1},message:"mus\
t be <= 1"}],!1;if(data10<0||isNaN(data10))return validate360.errors=[{instancePath:instancePath+"/max_score",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate360.
errors=[{instancePath:instancePath+"/max_score",keyword:"type",params:{type:"nu\
mber"},message:"must be number"}],!1;var valid0=_errs20===errors}else var valid0=!0;if(valid0){if(data.url!==void 0){let data11=data.
url,_errs22=errors;if(errors===_errs22)if(typeof data11=="string"){if(func2(data11)>2e3)return validate360.errors=[{instancePath:instancePath+
"/url",keyword:"maxLength",params:{limit:2e3},message:"must NOT have more than 2\
000 characters"}],!1;if(func2(data11)<1)return validate360.errors=[{instancePath:instancePath+"/url",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern15.
test(data11))return validate360.errors=[{instancePath:instancePath+"/url",keyword:"\
pattern",params:{pattern:"^[^\\u0000]*$"},message:'must match pattern "^[^\\u0000]*$"'}],!1}else return validate360.errors=
[{instancePath:instancePath+"/url",keyword:"type",params:{type:"string"},message:"mus\
t be string"}],!1;var valid0=_errs22===errors}else var valid0=!0;if(valid0){if(data.mine!==void 0){let _errs24=errors;if(typeof data.
mine!="boolean")return validate360.errors=[{instancePath:instancePath+"/mine",keyword:"\
type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs24===errors}else var valid0=!0;if(valid0)if(data.
ids!==void 0){let data13=data.ids,_errs26=errors;if(errors===_errs26)if(Array.isArray(data13)){if(data13.length>1e3)return validate360.
errors=[{instancePath:instancePath+"/ids",keyword:"maxItems",params:{limit:1e3},message:"\
must NOT have more than 1000 items"}],!1;{var valid5=!0;let len4=data13.length;for(let i4=0;i4<len4;i4++){let _errs28=errors;
validate363(data13[i4],{instancePath:instancePath+"/ids/"+i4,parentData:data13,parentDataProperty:i4,rootData})||(vErrors=
vErrors===null?validate363.errors:vErrors.concat(validate363.errors),errors=vErrors.length);var valid5=_errs28===errors;
if(!valid5)break}}}else return validate360.errors=[{instancePath:instancePath+"/ids",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs26===errors}else var valid0=!0}}}}}}}}}}else
return validate360.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate360.errors=vErrors,errors===0}var IngestRequest=validate365;var pattern21=new RegExp("^[A-Za-z0-9][A-Za-z0-9 ._-]*$","u");function validate366(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){return validate366.errors=null,
!0}function validate365(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.url===void 0&&(missing0="url"))
return validate365.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="url"||key0==="name"||
key0==="callback_url"||key0==="id"||key0==="status"||key0==="download_url"||key0==="archive")){return validate365.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.url!==void 0){let data0=data.url,_errs2=errors;
if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>2e3)return validate365.errors=[{instancePath:instancePath+
"/url",keyword:"maxLength",params:{limit:2e3},message:"must NOT have more than 2\
000 characters"}],!1;if(func2(data0)<1)return validate365.errors=[{instancePath:instancePath+"/url",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate365.
errors=[{instancePath:instancePath+"/url",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data1=data.name,
_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){if(func2(data1)>200)return validate365.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1;if(func2(data1)<1)return validate365.errors=[{instancePath:instancePath+"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern21.
test(data1))return validate365.errors=[{instancePath:instancePath+"/name",keyword:"\
pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9 ._-]*$"},message:'must match pattern "^[A-Za-z0-9][A-Za-z0-9 ._-]*$"'}],
!1}else return validate365.errors=[{instancePath:instancePath+"/name",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.callback_url!==
void 0){let data2=data.callback_url,_errs6=errors;if(errors===_errs6)if(typeof data2=="string"){if(func2(data2)>2e3)return validate365.
errors=[{instancePath:instancePath+"/callback_url",keyword:"maxLength",
params:{limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(data2)<1)return validate365.errors=[{
instancePath:instancePath+"/callback_url",keyword:"minLength",params:{limit:1},
message:"must NOT have fewer than 1 characters"}],!1}else return validate365.errors=[{instancePath:instancePath+"/callba\
ck_url",keyword:"type",params:{type:"string"},message:"must be string"}],!1;
var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.id!==void 0){let _errs8=errors;validate366(data.id,{instancePath:instancePath+
"/id",parentData:data,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.
errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.status!==void 0){let _errs9=errors;
validate366(data.status,{instancePath:instancePath+"/status",parentData:data,parentDataProperty:"status",rootData})||(vErrors=
vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs9===errors}else
var valid0=!0;if(valid0){if(data.download_url!==void 0){let _errs10=errors;validate366(data.download_url,{instancePath:instancePath+
"/download_url",parentData:data,parentDataProperty:"download_url",rootData})||(vErrors=vErrors===null?validate366.errors:
vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0)if(data.
archive!==void 0){let _errs11=errors;validate366(data.archive,{instancePath:instancePath+"/archive",parentData:data,parentDataProperty:"\
archive",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);
var valid0=_errs11===errors}else var valid0=!0}}}}}}}}else return validate365.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate365.errors=vErrors,errors===0}var ArtifactSearchRequest=validate371,
schema121={type:"object",additionalProperties:!1,properties:{filter:{$ref:"#/components/schemas/ArtifactFilter"},sort:{type:"\
string",enum:["newest","oldest","name","best","worst","largest","smallest"],default:"newest"}}};function validate371(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){data.sort===void 0&&(data.sort="newest");let _errs1=errors;for(let key0 in data)if(!(key0===
"filter"||key0==="sort")){return validate371.errors=[{instancePath,keyword:"addition\
alProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){
if(data.filter!==void 0){let _errs2=errors;validate360(data.filter,{instancePath:instancePath+"/filter",parentData:data,
parentDataProperty:"filter",rootData})||(vErrors=vErrors===null?validate360.errors:vErrors.concat(validate360.errors),errors=
vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){let data1=data.sort,_errs3=errors;if(typeof data1!=
"string")return validate371.errors=[{instancePath:instancePath+"/sort",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(!(data1==="newest"||data1==="oldest"||data1==="name"||data1==="b\
est"||data1==="worst"||data1==="largest"||data1==="smallest"))return validate371.errors=[{instancePath:instancePath+"/so\
rt",keyword:"enum",params:{allowedValues:schema121.properties.sort.enum},message:"mu\
st be equal to one of the allowed values"}],!1;var valid0=_errs3===errors}}}else return validate371.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate371.errors=vErrors,
errors===0}var ArtifactUpdateRequest=validate373,schema122={type:"object",additionalProperties:!1,properties:{url:{type:"\
string",minLength:1,maxLength:2e3},metadata:{type:"object",additionalProperties:!1,required:["id","name","type"],properties:{
id:{$ref:"#/components/schemas/AnyArtifactId"},name:{type:"string",minLength:1,maxLength:200},type:{$ref:"#/components/s\
chemas/ArtifactType"}}},data:{type:"object",additionalProperties:!1,required:["url"],properties:{url:{type:"string",minLength:1,
maxLength:2e3},name:{$ref:"#/components/schemas/ServerOwned"},download_url:{$ref:"#/components/schemas/ServerOwned"},archive:{
$ref:"#/components/schemas/ServerOwned"}}},id:{$ref:"#/components/schemas/ServerOwned"},download_url:{$ref:"#/components\
/schemas/ServerOwned"},status:{$ref:"#/components/schemas/ServerOwned"},status_message:{$ref:"#/components/schemas/Serve\
rOwned"},progress:{$ref:"#/components/schemas/ServerOwned"},revision:{$ref:"#/components/schemas/ServerOwned"},verdict:{
$ref:"#/components/schemas/ServerOwned"},failure:{$ref:"#/components/schemas/ServerOwned"},update:{$ref:"#/components/sc\
hemas/ServerOwned"},posted_by:{$ref:"#/components/schemas/ServerOwned"},created_at:{$ref:"#/components/schemas/ServerOwn\
ed"},updated_at:{$ref:"#/components/schemas/ServerOwned"}}};function validate373(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let _errs1=errors;
for(let key0 in data)if(!func15.call(schema122.properties,key0)){return validate373.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional \
properties"}],!1;break}if(_errs1===errors){if(data.url!==void 0){let data0=data.url,_errs2=errors;if(errors===_errs2)if(typeof data0==
"string"){if(func2(data0)>2e3)return validate373.errors=[{instancePath:instancePath+"/url",keyword:"maxLength",params:{limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(data0)<
1)return validate373.errors=[{instancePath:instancePath+"/url",keyword:"minLengt\
h",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate373.errors=[{instancePath:instancePath+
"/url",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.metadata!==void 0){let data1=data.metadata,_errs4=errors;if(errors===_errs4)
if(data1&&typeof data1=="object"&&!Array.isArray(data1)){let missing0;if(data1.id===void 0&&(missing0="id")||data1.name===
void 0&&(missing0="name")||data1.type===void 0&&(missing0="type"))return validate373.errors=[{instancePath:instancePath+
"/metadata",keyword:"required",params:{missingProperty:missing0},message:"mu\
st have required property '"+missing0+"'"}],!1;{let _errs6=errors;for(let key1 in data1)if(!(key1==="id"||key1==="name"||
key1==="type")){return validate373.errors=[{instancePath:instancePath+"/metadata",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional prop\
erties"}],!1;break}if(_errs6===errors){if(data1.id!==void 0){let _errs7=errors;validate363(data1.id,{instancePath:instancePath+
"/metadata/id",parentData:data1,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate363.errors:vErrors.concat(
validate363.errors),errors=vErrors.length);var valid1=_errs7===errors}else var valid1=!0;if(valid1){if(data1.name!==void 0){
let data3=data1.name,_errs8=errors;if(errors===_errs8)if(typeof data3=="string"){if(func2(data3)>200)return validate373.
errors=[{instancePath:instancePath+"/metadata/name",keyword:"\
maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;if(func2(data3)<1)return validate373.
errors=[{instancePath:instancePath+"/metadata/name",keyword:"\
minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate373.errors=[{instancePath:instancePath+
"/metadata/name",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid1=_errs8===errors}else var valid1=!0;if(valid1)if(data1.type!==void 0){let _errs10=errors;
validate25(data1.type,{instancePath:instancePath+"/metadata/type",parentData:data1,parentDataProperty:"type",rootData})||
(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid1=_errs10===
errors}else var valid1=!0}}}}else return validate373.errors=[{instancePath:instancePath+"/metadata",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;
if(valid0){if(data.data!==void 0){let data5=data.data,_errs11=errors;if(errors===_errs11)if(data5&&typeof data5=="object"&&
!Array.isArray(data5)){let missing1;if(data5.url===void 0&&(missing1="url"))return validate373.errors=[{instancePath:instancePath+
"/data",keyword:"required",params:{missingProperty:missing1},message:"must have \
required property '"+missing1+"'"}],!1;{let _errs13=errors;for(let key2 in data5)if(!(key2==="url"||key2==="name"||key2===
"download_url"||key2==="archive")){return validate373.errors=[{instancePath:instancePath+"/data",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must NOT have addi\
tional properties"}],!1;break}if(_errs13===errors){if(data5.url!==void 0){let data6=data5.url,_errs14=errors;if(errors===
_errs14)if(typeof data6=="string"){if(func2(data6)>2e3)return validate373.errors=[{instancePath:instancePath+"/data/url",
keyword:"maxLength",params:{limit:2e3},message:"must NOT have mo\
re than 2000 characters"}],!1;if(func2(data6)<1)return validate373.errors=[{instancePath:instancePath+"/data/url",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 cha\
racters"}],!1}else return validate373.errors=[{instancePath:instancePath+"/data/url",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid2=_errs14===errors}else var valid2=!0;
if(valid2){if(data5.name!==void 0){let _errs16=errors;validate366(data5.name,{instancePath:instancePath+"/data/name",parentData:data5,
parentDataProperty:"name",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=
vErrors.length);var valid2=_errs16===errors}else var valid2=!0;if(valid2){if(data5.download_url!==void 0){let _errs17=errors;
validate366(data5.download_url,{instancePath:instancePath+"/data/download_url",parentData:data5,parentDataProperty:"down\
load_url",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);
var valid2=_errs17===errors}else var valid2=!0;if(valid2)if(data5.archive!==void 0){let _errs18=errors;validate366(data5.
archive,{instancePath:instancePath+"/data/archive",parentData:data5,parentDataProperty:"archive",rootData})||(vErrors=vErrors===
null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);var valid2=_errs18===errors}else var valid2=!0}}}}}else
return validate373.errors=[{instancePath:instancePath+"/data",keyword:"type",params:{
type:"object"},message:"must be object"}],!1;var valid0=_errs11===errors}else var valid0=!0;if(valid0){if(data.id!==void 0){
let _errs19=errors;validate366(data.id,{instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData})||
(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs19===
errors}else var valid0=!0;if(valid0){if(data.download_url!==void 0){let _errs20=errors;validate366(data.download_url,{instancePath:instancePath+
"/download_url",parentData:data,parentDataProperty:"download_url",rootData})||(vErrors=vErrors===null?validate366.errors:
vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs20===errors}else var valid0=!0;if(valid0){if(data.
status!==void 0){let _errs21=errors;validate366(data.status,{instancePath:instancePath+"/status",parentData:data,parentDataProperty:"\
status",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);
var valid0=_errs21===errors}else var valid0=!0;if(valid0){if(data.status_message!==void 0){let _errs22=errors;validate366(
data.status_message,{instancePath:instancePath+"/status_message",parentData:data,parentDataProperty:"status_message",rootData})||
(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs22===
errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs23=errors;validate366(data.progress,{instancePath:instancePath+
"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.
concat(validate366.errors),errors=vErrors.length);var valid0=_errs23===errors}else var valid0=!0;if(valid0){if(data.revision!==
void 0){let _errs24=errors;validate366(data.revision,{instancePath:instancePath+"/revision",parentData:data,parentDataProperty:"\
revision",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);
var valid0=_errs24===errors}else var valid0=!0;if(valid0){if(data.verdict!==void 0){let _errs25=errors;validate366(data.
verdict,{instancePath:instancePath+"/verdict",parentData:data,parentDataProperty:"verdict",rootData})||(vErrors=vErrors===
null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs25===errors}else var valid0=!0;
if(valid0){if(data.failure!==void 0){let _errs26=errors;validate366(data.failure,{instancePath:instancePath+"/failure",parentData:data,
parentDataProperty:"failure",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=
vErrors.length);var valid0=_errs26===errors}else var valid0=!0;if(valid0){if(data.update!==void 0){let _errs27=errors;validate366(
data.update,{instancePath:instancePath+"/update",parentData:data,parentDataProperty:"update",rootData})||(vErrors=vErrors===
null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs27===errors}else var valid0=!0;
if(valid0){if(data.posted_by!==void 0){let _errs28=errors;validate366(data.posted_by,{instancePath:instancePath+"/posted\
_by",parentData:data,parentDataProperty:"posted_by",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(
validate366.errors),errors=vErrors.length);var valid0=_errs28===errors}else var valid0=!0;if(valid0){if(data.created_at!==
void 0){let _errs29=errors;validate366(data.created_at,{instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"\
created_at",rootData})||(vErrors=vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);
var valid0=_errs29===errors}else var valid0=!0;if(valid0)if(data.updated_at!==void 0){let _errs30=errors;validate366(data.
updated_at,{instancePath:instancePath+"/updated_at",parentData:data,parentDataProperty:"updated_at",rootData})||(vErrors=
vErrors===null?validate366.errors:vErrors.concat(validate366.errors),errors=vErrors.length);var valid0=_errs30===errors}else
var valid0=!0}}}}}}}}}}}}}}}else return validate373.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate373.errors=vErrors,errors===0}var ArtifactQueries=validate391;function validate392(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.name===void 0&&(missing0="name"))return validate392.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="name"||key0==="types")){return validate392.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.name!==void 0){let data0=data.name,
_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>200)return validate392.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1;if(func2(data0)<1)return validate392.errors=[{instancePath:instancePath+"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern15.
test(data0))return validate392.errors=[{instancePath:instancePath+"/name",keyword:"\
pattern",params:{pattern:"^[^\\u0000]*$"},message:'must match pattern "^[^\\u0000]*$"'}],!1}else return validate392.errors=
[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"m\
ust be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.types!==void 0){let data1=data.types,
_errs4=errors;if(errors===_errs4)if(Array.isArray(data1)){if(data1.length>10)return validate392.errors=[{instancePath:instancePath+
"/types",keyword:"maxItems",params:{limit:10},message:"must NOT have more than \
10 items"}],!1;{var valid1=!0;let len0=data1.length;for(let i0=0;i0<len0;i0++){let _errs6=errors;validate25(data1[i0],{instancePath:instancePath+
"/types/"+i0,parentData:data1,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(
validate25.errors),errors=vErrors.length);var valid1=_errs6===errors;if(!valid1)break}}}else return validate392.errors=[
{instancePath:instancePath+"/types",keyword:"type",params:{type:"array"},message:"m\
ust be array"}],!1;var valid0=_errs4===errors}else var valid0=!0}}}else return validate392.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate392.errors=vErrors,errors===0}
function validate391(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(Array.isArray(data)){if(data.length>100)return validate391.errors=[{instancePath,keyword:"m\
axItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;if(data.length<1)return validate391.errors=
[{instancePath,keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items"}],
!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let _errs1=errors;validate392(data[i0],{instancePath:instancePath+
"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate392.errors:vErrors.concat(validate392.
errors),errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)break}}}else return validate391.errors=[{instancePath,
keyword:"type",params:{type:"array"},message:"must be array"}],!1;return validate391.errors=vErrors,
errors===0}var AuthenticationRequest=validate395;function validate395(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.user===void 0&&(missing0="user")||data.secret===
void 0&&(missing0="secret"))return validate395.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;if(data.user!==void 0){let data0=data.
user,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){let missing1;if(data0.name===
void 0&&(missing1="name"))return validate395.errors=[{instancePath:instancePath+"/user",keyword:"required",params:{missingProperty:missing1},message:"must have required property '"+missing1+"'"}],!1;if(data0.
name!==void 0){let data1=data0.name,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>100)return validate395.
errors=[{instancePath:instancePath+"/user/name",keyword:"maxLen\
gth",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data1)<1)return validate395.errors=
[{instancePath:instancePath+"/user/name",keyword:"minLength",params:{
limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate395.errors=[{instancePath:instancePath+
"/user/name",keyword:"type",params:{type:"string"},message:"must be \
string"}],!1;var valid1=_errs3===errors}else var valid1=!0;if(valid1)if(data0.is_admin!==void 0){let _errs5=errors;if(typeof data0.
is_admin!="boolean")return validate395.errors=[{instancePath:instancePath+"/user/is_admin",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid1=_errs5===errors}else
var valid1=!0}else return validate395.errors=[{instancePath:instancePath+"/user",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0)if(data.
secret!==void 0){let data3=data.secret,_errs7=errors;if(errors===_errs7)if(data3&&typeof data3=="object"&&!Array.isArray(
data3)){let missing2;if(data3.password===void 0&&(missing2="password"))return validate395.errors=[{instancePath:instancePath+
"/secret",keyword:"required",params:{missingProperty:missing2},message:"must h\
ave required property '"+missing2+"'"}],!1;if(data3.password!==void 0){let data4=data3.password,_errs9=errors;if(errors===
_errs9&&errors===_errs9)if(typeof data4=="string"){if(func2(data4)>1e3)return validate395.errors=[{instancePath:instancePath+
"/secret/password",keyword:"maxLength",params:{limit:1e3},
message:"must NOT have more than 1000 characters"}],!1;if(func2(data4)<1)return validate395.errors=[{instancePath:instancePath+
"/secret/password",keyword:"minLength",params:{limit:1},message:"\
must NOT have fewer than 1 characters"}],!1}else return validate395.errors=[{instancePath:instancePath+"/secret/password",
keyword:"type",params:{type:"string"},message:"must be string"}],
!1}}else return validate395.errors=[{instancePath:instancePath+"/secret",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===errors}else var valid0=!0}else return validate395.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate395.
errors=vErrors,errors===0}var LicenseCheckRequest=validate396;function validate396(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.github_url===void 0&&(missing0="github_url"))
return validate396.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="github_url"){return validate396.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.github_url!==void 0){let data0=data.github_url;
if(errors===errors)if(typeof data0=="string"){if(func2(data0)>2e3)return validate396.errors=[{instancePath:instancePath+
"/github_url",keyword:"maxLength",params:{limit:2e3},message:"must NOT ha\
ve more than 2000 characters"}],!1;if(func2(data0)<1)return validate396.errors=[{instancePath:instancePath+"/github_url",
keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 \
characters"}],!1}else return validate396.errors=[{instancePath:instancePath+"/github_url",keyword:"type",params:{type:"string"},message:"must be string"}],!1}}}else return validate396.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate396.errors=vErrors,
errors===0}var RerateRequest=validate397;function validate397(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){data.after===void 0&&(data.after=0),data.limit===void 0&&(data.limit=
50);let missing0;if(data.dry_run===void 0&&(missing0="dry_run"))return validate397.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(!(key0==="dry_run"||key0==="artifact_ids"||key0==="after"||key0==="limit")){return validate397.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.dry_run!==void 0){let _errs2=errors;
if(typeof data.dry_run!="boolean")return validate397.errors=[{instancePath:instancePath+"/dry_run",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.artifact_ids!==void 0){let data1=data.artifact_ids,_errs4=errors;if(errors===_errs4)if(Array.isArray(
data1)){if(data1.length>500)return validate397.errors=[{instancePath:instancePath+"/artifact_ids",keyword:"maxItems",params:{limit:500},message:"must NOT have more than 500 items"}],!1;{var valid1=!0;
let len0=data1.length;for(let i0=0;i0<len0;i0++){let _errs6=errors;validate363(data1[i0],{instancePath:instancePath+"/ar\
tifact_ids/"+i0,parentData:data1,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate363.errors:vErrors.concat(
validate363.errors),errors=vErrors.length);var valid1=_errs6===errors;if(!valid1)break}}}else return validate397.errors=
[{instancePath:instancePath+"/artifact_ids",keyword:"type",params:{type:"arr\
ay"},message:"must be array"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){let data3=data.after,_errs7=errors;
if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)))return validate397.errors=[{instancePath:instancePath+"/after",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs7&&typeof data3==
"number"){if(data3>9007199254740991||isNaN(data3))return validate397.errors=[{instancePath:instancePath+"/after",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= 900719\
9254740991"}],!1;if(data3<0||isNaN(data3))return validate397.errors=[{instancePath:instancePath+"/after",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs7===
errors;if(valid0){let data4=data.limit,_errs9=errors;if(!(typeof data4=="number"&&!(data4%1)&&!isNaN(data4)))return validate397.
errors=[{instancePath:instancePath+"/limit",keyword:"type",params:{type:"integer"},
message:"must be integer"}],!1;if(errors===_errs9&&typeof data4=="number"){if(data4>200||isNaN(data4))return validate397.
errors=[{instancePath:instancePath+"/limit",keyword:"maximum",params:{comparison:"\
<=",limit:200},message:"must be <= 200"}],!1;if(data4<1||isNaN(data4))return validate397.errors=[{instancePath:instancePath+
"/limit",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= \
1"}],!1}var valid0=_errs9===errors}}}}}}else return validate397.errors=[{instancePath,keyword:"type",
params:{type:"object"},message:"must be object"}],!1;return validate397.errors=vErrors,errors===0}var NewPersonalToken=validate399;var pattern23=new RegExp("^[^\\x00-\\x1f]+$","u");function validate399(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){data.expires_in_days===
void 0&&(data.expires_in_days=90);let missing0;if(data.name===void 0&&(missing0="name"))return validate399.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="name"||key0==="role"||key0==="expires_in_days")){return validate399.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.name!==void 0){let data0=data.name,
_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>100)return validate399.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:100},message:"must NOT have more than\
 100 characters"}],!1;if(func2(data0)<1)return validate399.errors=[{instancePath:instancePath+"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern23.
test(data0))return validate399.errors=[{instancePath:instancePath+"/name",keyword:"\
pattern",params:{pattern:"^[^\\x00-\\x1f]+$"},message:'must match pattern "^[^\\x00-\\x1f]+$"'}],!1}else return validate399.
errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.role!==void 0){let _errs4=errors;validate350(
data.role,{instancePath:instancePath+"/role",parentData:data,parentDataProperty:"role",rootData})||(vErrors=vErrors===null?
validate350.errors:vErrors.concat(validate350.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;
if(valid0){let data2=data.expires_in_days,_errs5=errors;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)))return validate399.
errors=[{instancePath:instancePath+"/expires_in_days",keyword:"type",params:{
type:"integer"},message:"must be integer"}],!1;if(errors===_errs5&&typeof data2=="number"){if(data2>366||isNaN(data2))return validate399.
errors=[{instancePath:instancePath+"/expires_in_days",keyword:"maximum",
params:{comparison:"<=",limit:366},message:"must be <= 366"}],!1;if(data2<1||isNaN(data2))return validate399.errors=[{instancePath:instancePath+
"/expires_in_days",keyword:"minimum",params:{comparison:">=",limit:1},
message:"must be >= 1"}],!1}var valid0=_errs5===errors}}}}}else return validate399.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate399.errors=vErrors,errors===0}var Account=validate401;function validate401(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.name===void 0&&(missing0="name")||data.role===
void 0&&(missing0="role")||data.created_at===void 0&&(missing0="created_at")||data.password_changed_at===void 0&&(missing0=
"password_changed_at"))return validate401.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="name"||key0===
"role"||key0==="created_at"||key0==="password_changed_at")){return validate401.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional prope\
rties"}],!1;break}if(_errs1===errors){if(data.name!==void 0){let data0=data.name,_errs2=errors;if(errors===_errs2)if(typeof data0==
"string"){if(func2(data0)>100)return validate401.errors=[{instancePath:instancePath+"/name",keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data0)<
1)return validate401.errors=[{instancePath:instancePath+"/name",keyword:"minLen\
gth",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate401.errors=[{instancePath:instancePath+
"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.role!==void 0){let _errs4=errors;validate350(data.role,{instancePath:instancePath+
"/role",parentData:data,parentDataProperty:"role",rootData})||(vErrors=vErrors===null?validate350.errors:vErrors.concat(
validate350.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.created_at!==
void 0){let data2=data.created_at,_errs5=errors;if(errors===_errs5&&errors===_errs5)if(typeof data2=="string"){if(!formats2.
validate(data2))return validate401.errors=[{instancePath:instancePath+"/created_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate401.
errors=[{instancePath:instancePath+"/created_at",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0)if(data.password_changed_at!==
void 0){let data3=data.password_changed_at,_errs7=errors;if(errors===_errs7&&errors===_errs7)if(typeof data3=="string"){
if(!formats2.validate(data3))return validate401.errors=[{instancePath:instancePath+"/password_changed_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-tim\
e"'}],!1}else return validate401.errors=[{instancePath:instancePath+"/password_changed_at",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs7===errors}else
var valid0=!0}}}}}else return validate401.errors=[{instancePath,keyword:"type",params:{type:"object"},
message:"must be object"}],!1;return validate401.errors=vErrors,errors===0}var BadRequest=validate403;function validate403(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.detail===void 0&&(missing0="detail"))return validate403.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="detail"||key0==="errors")){return validate403.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.detail!==void 0){let _errs2=errors;
validate241(data.detail,{instancePath:instancePath+"/detail",parentData:data,parentDataProperty:"detail",rootData})||(vErrors=
vErrors===null?validate241.errors:vErrors.concat(validate241.errors),errors=vErrors.length);var valid0=_errs2===errors}else
var valid0=!0;if(valid0)if(data.errors!==void 0){let data1=data.errors,_errs3=errors;if(errors===_errs3)if(Array.isArray(
data1)){if(data1.length>100)return validate403.errors=[{instancePath:instancePath+"/errors",keyword:"maxItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid1=!0;let len0=data1.
length;for(let i0=0;i0<len0;i0++){let data2=data1[i0],_errs5=errors;if(errors===_errs5)if(data2&&typeof data2=="object"&&
!Array.isArray(data2)){let missing1;if(data2.path===void 0&&(missing1="path")||data2.message===void 0&&(missing1="messag\
e"))return validate403.errors=[{instancePath:instancePath+"/errors/"+i0,keyword:"required",params:{missingProperty:missing1},message:"must have required property '"+missing1+"'"}],!1;{let _errs7=errors;
for(let key1 in data2)if(!(key1==="path"||key1==="message")){return validate403.errors=[{instancePath:instancePath+"/err\
ors/"+i0,keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}if(_errs7===errors){if(data2.path!==void 0){let data3=data2.path,
_errs8=errors;if(errors===_errs8)if(typeof data3=="string"){if(func2(data3)>1e3)return validate403.errors=[{instancePath:instancePath+
"/errors/"+i0+"/path",keyword:"maxLength",params:{limit:1e3},
message:"must NOT have more than 1000 characters"}],!1}else return validate403.errors=[{instancePath:instancePath+"/erro\
rs/"+i0+"/path",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid2=_errs8===errors}else var valid2=!0;if(valid2)if(data2.message!==void 0){let data4=data2.
message,_errs10=errors;if(errors===_errs10)if(typeof data4=="string"){if(func2(data4)>1e3)return validate403.errors=[{instancePath:instancePath+
"/errors/"+i0+"/message",keyword:"maxLength",params:{
limit:1e3},message:"must NOT have more than 1000 characters"}],!1}else return validate403.errors=[{instancePath:instancePath+
"/errors/"+i0+"/message",keyword:"type",params:{type:"str\
ing"},message:"must be string"}],!1;var valid2=_errs10===errors}else var valid2=!0}}}else return validate403.errors=[{instancePath:instancePath+
"/errors/"+i0,keyword:"type",params:{type:"object"},message:"must be object"}],
!1;var valid1=_errs5===errors;if(!valid1)break}}}else return validate403.errors=[{instancePath:instancePath+"/errors",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs3===errors}else
var valid0=!0}}}else return validate403.errors=[{instancePath,keyword:"type",params:{type:"object"},
message:"must be object"}],!1;return validate403.errors=vErrors,errors===0}var Problem=validate405;function validate405(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.detail===void 0&&(missing0="detail"))return validate405.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="detail"){return validate405.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}_errs1===errors&&data.detail!==void 0&&(validate241(data.detail,{instancePath:instancePath+
"/detail",parentData:data,parentDataProperty:"detail",rootData})||(vErrors=vErrors===null?validate241.errors:vErrors.concat(
validate241.errors),errors=vErrors.length))}}else return validate405.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate405.errors=vErrors,errors===0}var UnexpectedProblem=validate407;function validate407(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.detail===void 0&&(missing0="detail")||data.
reference===void 0&&(missing0="reference"))return validate407.errors=[{instancePath,keyword:"req\
uired",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="detail"||key0==="reference")){return validate407.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}
if(_errs1===errors){if(data.detail!==void 0){let _errs2=errors;validate241(data.detail,{instancePath:instancePath+"/deta\
il",parentData:data,parentDataProperty:"detail",rootData})||(vErrors=vErrors===null?validate241.errors:vErrors.concat(validate241.
errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.reference!==void 0){let data1=data.
reference,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>64)return validate407.errors=[{instancePath:instancePath+
"/reference",keyword:"maxLength",params:{limit:64},message:"must NOT have \
more than 64 characters"}],!1;if(func2(data1)<8)return validate407.errors=[{instancePath:instancePath+"/reference",keyword:"minLength",params:{limit:8},message:"must NOT have fewer than 8 characters"}],
!1}else return validate407.errors=[{instancePath:instancePath+"/reference",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===errors}else var valid0=!0}}}else return validate407.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate407.
errors=vErrors,errors===0}var AccountPage=validate409;function validate409(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.accounts===void 0&&(missing0="accounts")||data.
next===void 0&&(missing0="next"))return validate409.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="accounts"||key0==="next")){return validate409.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.accounts!==void 0){let data0=data.accounts,_errs2=errors;if(errors===_errs2)if(Array.isArray(data0)){if(data0.
length>1e3)return validate409.errors=[{instancePath:instancePath+"/accounts",keyword:"maxItems",params:{limit:1e3},message:"must NOT have more than 1000 items"}],!1;{var valid1=!0;let len0=data0.length;
for(let i0=0;i0<len0;i0++){let _errs4=errors;validate401(data0[i0],{instancePath:instancePath+"/accounts/"+i0,parentData:data0,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate401.errors:vErrors.concat(validate401.errors),errors=vErrors.
length);var valid1=_errs4===errors;if(!valid1)break}}}else return validate409.errors=[{instancePath:instancePath+"/accou\
nts",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs2===
errors}else var valid0=!0;if(valid0)if(data.next!==void 0){let data2=data.next,_errs5=errors;if(typeof data2!="string"&&
data2!==null)return validate409.errors=[{instancePath:instancePath+"/next",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs5&&typeof data2=="string"&&func2(data2)>100)
return validate409.errors=[{instancePath:instancePath+"/next",keyword:"maxLengt\
h",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}else
return validate409.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate409.errors=vErrors,errors===0}var Caller=validate411;function validate411(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.name===void 0&&(missing0="name")||data.role===
void 0&&(missing0="role")||data.expires_at===void 0&&(missing0="expires_at"))return validate411.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="name"||key0==="role"||key0==="expires_at")){return validate411.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.name!==void 0){let data0=data.name,_errs2=errors;
if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>100)return validate411.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:100},message:"must NOT have more than\
 100 characters"}],!1;if(func2(data0)<1)return validate411.errors=[{instancePath:instancePath+"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate411.
errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.role!==void 0){let _errs4=errors;validate350(
data.role,{instancePath:instancePath+"/role",parentData:data,parentDataProperty:"role",rootData})||(vErrors=vErrors===null?
validate350.errors:vErrors.concat(validate350.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;
if(valid0)if(data.expires_at!==void 0){let data2=data.expires_at,_errs5=errors;if(typeof data2!="string"&&data2!==null)return validate411.
errors=[{instancePath:instancePath+"/expires_at",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;if(errors===_errs5&&errors===_errs5&&typeof data2=="string"&&!formats2.validate(data2))
return validate411.errors=[{instancePath:instancePath+"/expires_at",keyword:"\
format",params:{format:"date-time"},message:'must match format "date-time"'}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else
return validate411.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate411.errors=vErrors,errors===0}var AuditEntries=validate413;var schema136={type:"object",additionalProperties:!1,required:["user","date","artifact","action"],properties:{user:{type:"\
object",additionalProperties:!1,required:["name","is_admin"],properties:{name:{type:"string",minLength:1,maxLength:100},
is_admin:{type:"boolean"}}},date:{type:"string",format:"date-time"},artifact:{$ref:"#/components/schemas/ArtifactMetadat\
a"},action:{type:"string",enum:["CREATE","UPDATE","DOWNLOAD","RATE","AUDIT"]}}};function validate415(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.id===void 0&&(missing0="id")||data.name===void 0&&
(missing0="name")||data.type===void 0&&(missing0="type"))return validate415.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="id"||key0==="name"||key0==="type")){return validate415.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additiona\
l properties"}],!1;break}if(_errs1===errors){if(data.id!==void 0){let _errs2=errors;validate23(data.id,{instancePath:instancePath+
"/id",parentData:data,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.
errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data1=data.
name,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>200)return validate415.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1;if(func2(data1)<1)return validate415.errors=[{instancePath:instancePath+"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate415.
errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.type!==void 0){let _errs5=errors;validate25(
data.type,{instancePath:instancePath+"/type",parentData:data,parentDataProperty:"type",rootData})||(vErrors=vErrors===null?
validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0}}}}else
return validate415.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate415.errors=vErrors,errors===0}function validate414(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.user===void 0&&(missing0="user")||data.date===void 0&&(missing0="date")||data.artifact===void 0&&(missing0="arti\
fact")||data.action===void 0&&(missing0="action"))return validate414.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="user"||key0==="date"||key0==="artifact"||key0==="action")){return validate414.errors=[
{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.user!==void 0){let data0=data.user,_errs2=errors;
if(errors===_errs2)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){let missing1;if(data0.name===void 0&&(missing1=
"name")||data0.is_admin===void 0&&(missing1="is_admin"))return validate414.errors=[{instancePath:instancePath+"/user",keyword:"required",params:{missingProperty:missing1},message:"must have required property '"+
missing1+"'"}],!1;{let _errs4=errors;for(let key1 in data0)if(!(key1==="name"||key1==="is_admin")){return validate414.errors=
[{instancePath:instancePath+"/user",keyword:"additionalProperties",params:{
additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}if(_errs4===errors){if(data0.name!==void 0){
let data1=data0.name,_errs5=errors;if(errors===_errs5)if(typeof data1=="string"){if(func2(data1)>100)return validate414.
errors=[{instancePath:instancePath+"/user/name",keyword:"maxLen\
gth",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data1)<1)return validate414.errors=
[{instancePath:instancePath+"/user/name",keyword:"minLength",params:{
limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate414.errors=[{instancePath:instancePath+
"/user/name",keyword:"type",params:{type:"string"},message:"must be \
string"}],!1;var valid1=_errs5===errors}else var valid1=!0;if(valid1)if(data0.is_admin!==void 0){let _errs7=errors;if(typeof data0.
is_admin!="boolean")return validate414.errors=[{instancePath:instancePath+"/user/is_admin",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid1=_errs7===errors}else
var valid1=!0}}}else return validate414.errors=[{instancePath:instancePath+"/user",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.
date!==void 0){let data3=data.date,_errs9=errors;if(errors===_errs9&&errors===_errs9)if(typeof data3=="string"){if(!formats2.
validate(data3))return validate414.errors=[{instancePath:instancePath+"/date",keyword:"\
format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate414.errors=[{instancePath:instancePath+
"/date",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs9===
errors}else var valid0=!0;if(valid0){if(data.artifact!==void 0){let _errs11=errors;validate415(data.artifact,{instancePath:instancePath+
"/artifact",parentData:data,parentDataProperty:"artifact",rootData})||(vErrors=vErrors===null?validate415.errors:vErrors.
concat(validate415.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0;if(valid0)if(data.action!==
void 0){let data5=data.action,_errs12=errors;if(typeof data5!="string")return validate414.errors=[{instancePath:instancePath+
"/action",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data5===
"CREATE"||data5==="UPDATE"||data5==="DOWNLOAD"||data5==="RATE"||data5==="AUDIT"))return validate414.errors=[{instancePath:instancePath+
"/action",keyword:"enum",params:{allowedValues:schema136.properties.action.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs12===errors}else var valid0=!0}}}}}else return validate414.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate414.
errors=vErrors,errors===0}function validate413(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(Array.isArray(data)){if(data.length>1e3)return validate413.errors=[{instancePath,keyword:"maxItems",params:{limit:1e3},message:"must NOT have more than 1000 items"}],!1;{var valid0=!0;let len0=data.
length;for(let i0=0;i0<len0;i0++){let _errs1=errors;validate414(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate414.errors:vErrors.concat(validate414.errors),errors=vErrors.
length);var valid0=_errs1===errors;if(!valid0)break}}}else return validate413.errors=[{instancePath,keyword:"type",params:{type:"array"},message:"must be array"}],!1;return validate413.errors=vErrors,errors===0}var ArtifactPage=validate420;function validate420(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(Array.isArray(data)){if(data.length>1e3)return validate420.errors=[{instancePath,keyword:"m\
axItems",params:{limit:1e3},message:"must NOT have more than 1000 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<
len0;i0++){let _errs1=errors;validate415(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate415.errors:vErrors.concat(validate415.errors),errors=vErrors.length);var valid0=_errs1===
errors;if(!valid0)break}}}else return validate420.errors=[{instancePath,keyword:"type",params:{type:"\
array"},message:"must be array"}],!1;return validate420.errors=vErrors,errors===0}var ArtifactCosts=validate422;function validate423(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.total_cost===void 0&&(missing0="total_cost"))
return validate423.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"\
must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="standalone_cost"||
key0==="total_cost")){return validate423.errors=[{instancePath,keyword:"additionalPr\
operties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){
if(data.standalone_cost!==void 0){let data0=data.standalone_cost,_errs2=errors;if(errors===_errs2)if(typeof data0=="numb\
er"){if(data0<0||isNaN(data0))return validate423.errors=[{instancePath:instancePath+"/standalone_cost",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate423.
errors=[{instancePath:instancePath+"/standalone_cost",keyword:"type",params:{
type:"number"},message:"must be number"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.total_cost!==
void 0){let data1=data.total_cost,_errs4=errors;if(errors===_errs4)if(typeof data1=="number"){if(data1<0||isNaN(data1))return validate423.
errors=[{instancePath:instancePath+"/total_cost",keyword:"minimum",params:{
comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate423.errors=[{instancePath:instancePath+"/total_\
cost",keyword:"type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs4===
errors}else var valid0=!0}}}else return validate423.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate423.errors=vErrors,errors===0}function validate422(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data))for(let key0 in data){let _errs2=errors;validate423(data[key0],{instancePath:instancePath+"/"+key0.
replace(/~/g,"~0").replace(/\//g,"~1"),parentData:data,parentDataProperty:key0,rootData})||(vErrors=vErrors===null?validate423.
errors:vErrors.concat(validate423.errors),errors=vErrors.length);var valid0=_errs2===errors;if(!valid0)break}else return validate422.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate422.
errors=vErrors,errors===0}var ArtifactCounts=validate425;function validate428(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.value===void 0&&(missing0="value")||data.count===
void 0&&(missing0="count"))return validate428.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="value"||key0===
"count")){return validate428.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.value!==void 0){
let data0=data.value,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>200)return validate428.
errors=[{instancePath:instancePath+"/value",keyword:"maxLength",params:{limit:200},
message:"must NOT have more than 200 characters"}],!1;if(func2(data0)<1)return validate428.errors=[{instancePath:instancePath+
"/value",keyword:"minLength",params:{limit:1},message:"must NOT have fewer tha\
n 1 characters"}],!1}else return validate428.errors=[{instancePath:instancePath+"/value",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0)if(data.count!==void 0){let _errs4=errors;validate48(data.count,{instancePath:instancePath+"/count",parentData:data,
parentDataProperty:"count",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=
vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}else return validate428.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate428.errors=vErrors,errors===0}
function validate427(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(Array.isArray(data)){if(data.length>100)return validate427.errors=[{instancePath,keyword:"m\
axItems",params:{limit:100},message:"must NOT have more than 100 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<
len0;i0++){let _errs1=errors;validate428(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,
rootData})||(vErrors=vErrors===null?validate428.errors:vErrors.concat(validate428.errors),errors=vErrors.length);var valid0=_errs1===
errors;if(!valid0)break}}}else return validate427.errors=[{instancePath,keyword:"type",params:{type:"\
array"},message:"must be array"}],!1;return validate427.errors=vErrors,errors===0}function validate425(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.total===void 0&&(missing0="total")||data.unfinished===void 0&&(missing0="unfi\
nished")||data.types===void 0&&(missing0="types")||data.statuses===void 0&&(missing0="statuses")||data.licenses===void 0&&
(missing0="licenses")||data.owners===void 0&&(missing0="owners"))return validate425.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(!(key0==="total"||key0==="unfinished"||key0==="types"||key0==="statuses"||key0===
"licenses"||key0==="owners")){return validate425.errors=[{instancePath,keyword:"addi\
tionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.total!==void 0){let _errs2=errors;validate48(data.total,{instancePath:instancePath+"/total",parentData:data,
parentDataProperty:"total",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=
vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.unfinished!==void 0){let data1=data.unfinished,
_errs3=errors;if(!(typeof data1=="number"&&!(data1%1)&&!isNaN(data1)))return validate425.errors=[{instancePath:instancePath+
"/unfinished",keyword:"type",params:{type:"integer"},message:"must be integer"}],
!1;if(errors===_errs3&&typeof data1=="number"){if(data1>2147483647||isNaN(data1))return validate425.errors=[{instancePath:instancePath+
"/unfinished",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"\
must be <= 2147483647"}],!1;if(data1<0||isNaN(data1))return validate425.errors=[{instancePath:instancePath+"/unfinished",
keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],
!1}var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.types!==void 0){let _errs5=errors;validate427(data.types,
{instancePath:instancePath+"/types",parentData:data,parentDataProperty:"types",rootData})||(vErrors=vErrors===null?validate427.
errors:vErrors.concat(validate427.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){
if(data.statuses!==void 0){let _errs6=errors;validate427(data.statuses,{instancePath:instancePath+"/statuses",parentData:data,
parentDataProperty:"statuses",rootData})||(vErrors=vErrors===null?validate427.errors:vErrors.concat(validate427.errors),
errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.licenses!==void 0){let _errs7=errors;
validate427(data.licenses,{instancePath:instancePath+"/licenses",parentData:data,parentDataProperty:"licenses",rootData})||
(vErrors=vErrors===null?validate427.errors:vErrors.concat(validate427.errors),errors=vErrors.length);var valid0=_errs7===
errors}else var valid0=!0;if(valid0)if(data.owners!==void 0){let _errs8=errors;validate427(data.owners,{instancePath:instancePath+
"/owners",parentData:data,parentDataProperty:"owners",rootData})||(vErrors=vErrors===null?validate427.errors:vErrors.concat(
validate427.errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0}}}}}}}else return validate425.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate425.
errors=vErrors,errors===0}var IngestResult=validate435;var schema145={type:"object",additionalProperties:!1,required:["artifact_id","status","message"],properties:{artifact_id:{
$ref:"#/components/schemas/ArtifactId"},status:{type:"string",enum:["pending"]},message:{type:"string",minLength:1,maxLength:500}}};
function validate436(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&(missing0="artifact_i\
d")||data.status===void 0&&(missing0="status")||data.message===void 0&&(missing0="message"))return validate436.errors=[{
instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required pr\
operty '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="artifact_id"||key0==="status"||key0==="\
message")){return validate436.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.artifact_id!==
void 0){let _errs2=errors;validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,parentDataProperty:"\
artifact_id",rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),errors=vErrors.length);
var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.status!==void 0){let data1=data.status,_errs3=errors;if(typeof data1!=
"string")return validate436.errors=[{instancePath:instancePath+"/status",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(data1!=="pending")return validate436.errors=[{instancePath:instancePath+
"/status",keyword:"enum",params:{allowedValues:schema145.properties.status.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.message!==
void 0){let data2=data.message,_errs5=errors;if(errors===_errs5)if(typeof data2=="string"){if(func2(data2)>500)return validate436.
errors=[{instancePath:instancePath+"/message",keyword:"maxLength",params:{limit:500},
message:"must NOT have more than 500 characters"}],!1;if(func2(data2)<1)return validate436.errors=[{instancePath:instancePath+
"/message",keyword:"minLength",params:{limit:1},message:"must NOT have fewer\
 than 1 characters"}],!1}else return validate436.errors=[{instancePath:instancePath+"/message",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else
return validate436.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate436.errors=vErrors,errors===0}var schema146={type:"object",additionalProperties:!1,required:["me\
tadata","data","status","status_message","progress","revision","created_at","updated_at"],properties:{metadata:{$ref:"#/\
components/schemas/ArtifactMetadata"},data:{$ref:"#/components/schemas/ArtifactData"},status:{type:"string",enum:["compl\
eted"]},status_message:{$ref:"#/components/schemas/StatusMessage"},progress:{$ref:"#/components/schemas/Progress"},revision:{
$ref:"#/components/schemas/Revision"},verdict:{$ref:"#/components/schemas/Verdict"},update:{$ref:"#/components/schemas/A\
rtifactUpdateState"},posted_by:{$ref:"#/components/schemas/PostedBy"},created_at:{$ref:"#/components/schemas/CreatedAt"},
updated_at:{$ref:"#/components/schemas/UpdatedAt"}}};function validate441(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(func2(data)>2e3)return validate441.errors=[{instancePath,keyword:"\
maxLength",params:{limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(data)<1)return validate441.
errors=[{instancePath,keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 \
characters"}],!1}else return validate441.errors=[{instancePath,keyword:"type",params:{type:"string"},
message:"must be string"}],!1;return validate441.errors=vErrors,errors===0}var pattern24=new RegExp("^[0-9a-f]{8}$","u");function validate445(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(typeof data=="string"){if(!pattern24.test(data))return validate445.errors=[{instancePath,
keyword:"pattern",params:{pattern:"^[0-9a-f]{8}$"},message:'must match pattern "^[0-9a-f]{8}$"'}],
!1}else return validate445.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must\
 be string"}],!1;return validate445.errors=vErrors,errors===0}function validate443(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.bytes===void 0&&(missing0="bytes")||data.crc32===void 0&&(missing0="crc32")||data.sha256===void 0&&(missing0="sh\
a256"))return validate443.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="bytes"||key0===
"crc32"||key0==="sha256"||key0==="missing")){return validate443.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}
if(_errs1===errors){if(data.bytes!==void 0){let _errs2=errors;validate46(data.bytes,{instancePath:instancePath+"/bytes",
parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.
errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.crc32!==void 0){let _errs3=errors;
validate445(data.crc32,{instancePath:instancePath+"/crc32",parentData:data,parentDataProperty:"crc32",rootData})||(vErrors=
vErrors===null?validate445.errors:vErrors.concat(validate445.errors),errors=vErrors.length);var valid0=_errs3===errors}else
var valid0=!0;if(valid0){if(data.sha256!==void 0){let data2=data.sha256,_errs4=errors;if(typeof data2!="string"&&data2!==
null)return validate443.errors=[{instancePath:instancePath+"/sha256",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(errors===_errs4&&typeof data2=="string"&&!pattern2.test(data2))return validate443.
errors=[{instancePath:instancePath+"/sha256",keyword:"pattern",params:{pattern:"\
^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)
if(data.missing!==void 0){let data3=data.missing,_errs7=errors;if(errors===_errs7)if(typeof data3=="string"){if(func2(data3)>
500)return validate443.errors=[{instancePath:instancePath+"/missing",keyword:"\
maxLength",params:{limit:500},message:"must NOT have more than 500 characters"}],!1}else return validate443.errors=[{instancePath:instancePath+
"/missing",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}}}}else return validate443.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate443.errors=vErrors,errors===0}var formats16=require_formats().fullFormats.
uri;function validate440(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.url===void 0&&(missing0="url")||
data.archive===void 0&&(missing0="archive"))return validate440.errors=[{instancePath,keyword:"re\
quired",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="url"||key0==="download_url"||key0==="archive")){return validate440.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional prop\
erties"}],!1;break}if(_errs1===errors){if(data.url!==void 0){let _errs2=errors;validate441(data.url,{instancePath:instancePath+
"/url",parentData:data,parentDataProperty:"url",rootData})||(vErrors=vErrors===null?validate441.errors:vErrors.concat(validate441.
errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.download_url!==void 0){let data1=data.
download_url,_errs3=errors;if(errors===_errs3&&errors===_errs3)if(typeof data1=="string"){if(func2(data1)>8192)return validate440.
errors=[{instancePath:instancePath+"/download_url",keyword:"maxLength",
params:{limit:8192},message:"must NOT have more than 8192 characters"}],!1;if(!formats16(data1))return validate440.errors=
[{instancePath:instancePath+"/download_url",keyword:"format",params:{format:"\
uri"},message:'must match format "uri"'}],!1}else return validate440.errors=[{instancePath:instancePath+"/download_url",
keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===
errors}else var valid0=!0;if(valid0)if(data.archive!==void 0){let _errs5=errors;validate443(data.archive,{instancePath:instancePath+
"/archive",parentData:data,parentDataProperty:"archive",rootData})||(vErrors=vErrors===null?validate443.errors:vErrors.concat(
validate443.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0}}}}else return validate440.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate440.
errors=vErrors,errors===0}function validate449(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(func2(data)>4e3)return validate449.errors=[{instancePath,keyword:"\
maxLength",params:{limit:4e3},message:"must NOT have more than 4000 characters"}],!1}else return validate449.errors=[{instancePath,
keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate449.errors=vErrors,
errors===0}function validate452(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.requested===void 0&&(missing0="requested")||
data.commit===void 0&&(missing0="commit"))return validate452.errors=[{instancePath,keyword:"requ\
ired",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="requested"||key0==="commit")){return validate452.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}
if(_errs1===errors){if(data.requested!==void 0){let data0=data.requested,_errs2=errors;if(errors===_errs2)if(typeof data0==
"string"){if(func2(data0)>250)return validate452.errors=[{instancePath:instancePath+"/requested",keyword:"maxLength",params:{limit:250},message:"must NOT have more than 250 characters"}],!1;if(func2(
data0)<1)return validate452.errors=[{instancePath:instancePath+"/requested",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate452.errors=
[{instancePath:instancePath+"/requested",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.commit!==void 0){let data1=data.
commit,_errs4=errors;if(typeof data1!="string"&&data1!==null)return validate452.errors=[{instancePath:instancePath+"/com\
mit",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===
_errs4&&typeof data1=="string"&&!pattern0.test(data1))return validate452.errors=[{instancePath:instancePath+"/commit",keyword:"pattern",params:{pattern:"^[0-9a-f]{40}$"},message:'must match pattern "^[0-9a-f]{\
40}$"'}],!1;var valid0=_errs4===errors}else var valid0=!0}}}else return validate452.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate452.errors=vErrors,errors===0}var schema153={
type:"object",additionalProperties:!1,required:["status","message","revision","requested_by","started_at","updated_at"],
properties:{status:{type:"string",enum:["pending","downloading","rating","completed","up_to_date","rejected","failed"]},
message:{type:"string",maxLength:4e3},revision:{$ref:"#/components/schemas/Revision"},requested_by:{type:"string",maxLength:100},
progress:{$ref:"#/components/schemas/Progress"},verdict:{$ref:"#/components/schemas/Verdict"},failure:{$ref:"#/component\
s/schemas/Failure"},started_at:{type:"string",format:"date-time"},updated_at:{type:"string",format:"date-time"}}};function validate455(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.status===void 0&&(missing0="status")||data.message===void 0&&(missing0=
"message")||data.revision===void 0&&(missing0="revision")||data.requested_by===void 0&&(missing0="requested_by")||data.started_at===
void 0&&(missing0="started_at")||data.updated_at===void 0&&(missing0="updated_at"))return validate455.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema153.properties,key0)){return validate455.errors=[
{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.status!==void 0){let data0=data.status,_errs2=errors;
if(typeof data0!="string")return validate455.errors=[{instancePath:instancePath+"/status",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data0==="pending"||data0==="downloading"||
data0==="rating"||data0==="completed"||data0==="up_to_date"||data0==="rejected"||data0==="failed"))return validate455.errors=
[{instancePath:instancePath+"/status",keyword:"enum",params:{allowedValues:schema153.
properties.status.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.message!==void 0){let data1=data.message,_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){
if(func2(data1)>4e3)return validate455.errors=[{instancePath:instancePath+"/message",keyword:"maxLength",params:{limit:4e3},message:"must NOT have more than 4000 characters"}],!1}else return validate455.
errors=[{instancePath:instancePath+"/message",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.revision!==void 0){let _errs6=errors;
validate452(data.revision,{instancePath:instancePath+"/revision",parentData:data,parentDataProperty:"revision",rootData})||
(vErrors=vErrors===null?validate452.errors:vErrors.concat(validate452.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.requested_by!==void 0){let data3=data.requested_by,_errs7=errors;if(errors===
_errs7)if(typeof data3=="string"){if(func2(data3)>100)return validate455.errors=[{instancePath:instancePath+"/requested_\
by",keyword:"maxLength",params:{limit:100},message:"must NOT have more \
than 100 characters"}],!1}else return validate455.errors=[{instancePath:instancePath+"/requested_by",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs7===errors}else
var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs9=errors;validate45(data.progress,{instancePath:instancePath+
"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.
concat(validate45.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.verdict!==
void 0){let _errs10=errors;validate137(data.verdict,{instancePath:instancePath+"/verdict",parentData:data,parentDataProperty:"\
verdict",rootData})||(vErrors=vErrors===null?validate137.errors:vErrors.concat(validate137.errors),errors=vErrors.length);
var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.failure!==void 0){let _errs11=errors;validate239(data.
failure,{instancePath:instancePath+"/failure",parentData:data,parentDataProperty:"failure",rootData})||(vErrors=vErrors===
null?validate239.errors:vErrors.concat(validate239.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0;
if(valid0){if(data.started_at!==void 0){let data7=data.started_at,_errs12=errors;if(errors===_errs12&&errors===_errs12)if(typeof data7==
"string"){if(!formats2.validate(data7))return validate455.errors=[{instancePath:instancePath+"/started_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else
return validate455.errors=[{instancePath:instancePath+"/started_at",keyword:"t\
ype",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs12===errors}else var valid0=!0;if(valid0)if(data.
updated_at!==void 0){let data8=data.updated_at,_errs14=errors;if(errors===_errs14&&errors===_errs14)if(typeof data8=="st\
ring"){if(!formats2.validate(data8))return validate455.errors=[{instancePath:instancePath+"/updated_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else
return validate455.errors=[{instancePath:instancePath+"/updated_at",keyword:"t\
ype",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs14===errors}else var valid0=!0}}}}}}}}}}else return validate455.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate455.
errors=vErrors,errors===0}function validate461(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(func2(data)>100)return validate461.errors=[{instancePath,keyword:"\
maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1}else return validate461.errors=[{instancePath,
keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate461.errors=vErrors,
errors===0}function validate463(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0&&errors===0)if(typeof data=="string"){if(!formats2.validate(data))return validate463.errors=[{instancePath,keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate463.
errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate463.
errors=vErrors,errors===0}function validate465(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0&&errors===0)if(typeof data=="string"){if(!formats2.validate(data))return validate465.errors=[{instancePath,keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate465.
errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate465.
errors=vErrors,errors===0}function validate438(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.metadata===void 0&&(missing0=
"metadata")||data.data===void 0&&(missing0="data")||data.status===void 0&&(missing0="status")||data.status_message===void 0&&
(missing0="status_message")||data.progress===void 0&&(missing0="progress")||data.revision===void 0&&(missing0="revision")||
data.created_at===void 0&&(missing0="created_at")||data.updated_at===void 0&&(missing0="updated_at"))return validate438.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema146.properties,key0)){
return validate438.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.metadata!==void 0){let _errs2=errors;
validate415(data.metadata,{instancePath:instancePath+"/metadata",parentData:data,parentDataProperty:"metadata",rootData})||
(vErrors=vErrors===null?validate415.errors:vErrors.concat(validate415.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.data!==void 0){let _errs3=errors;validate440(data.data,{instancePath:instancePath+
"/data",parentData:data,parentDataProperty:"data",rootData})||(vErrors=vErrors===null?validate440.errors:vErrors.concat(
validate440.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.status!==void 0){
let data2=data.status,_errs4=errors;if(typeof data2!="string")return validate438.errors=[{instancePath:instancePath+"/st\
atus",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data2!==
"completed")return validate438.errors=[{instancePath:instancePath+"/status",keyword:"\
enum",params:{allowedValues:schema146.properties.status.enum},message:"must be equal to one of the allowed values"}],!1;
var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.status_message!==void 0){let _errs6=errors;validate449(
data.status_message,{instancePath:instancePath+"/status_message",parentData:data,parentDataProperty:"status_message",rootData})||
(vErrors=vErrors===null?validate449.errors:vErrors.concat(validate449.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs7=errors;validate45(data.progress,{instancePath:instancePath+
"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.
concat(validate45.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.revision!==
void 0){let _errs8=errors;validate452(data.revision,{instancePath:instancePath+"/revision",parentData:data,parentDataProperty:"\
revision",rootData})||(vErrors=vErrors===null?validate452.errors:vErrors.concat(validate452.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.verdict!==void 0){let _errs9=errors;validate137(data.verdict,
{instancePath:instancePath+"/verdict",parentData:data,parentDataProperty:"verdict",rootData})||(vErrors=vErrors===null?validate137.
errors:vErrors.concat(validate137.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){
if(data.update!==void 0){let _errs10=errors;validate455(data.update,{instancePath:instancePath+"/update",parentData:data,
parentDataProperty:"update",rootData})||(vErrors=vErrors===null?validate455.errors:vErrors.concat(validate455.errors),errors=
vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.posted_by!==void 0){let _errs11=errors;
validate461(data.posted_by,{instancePath:instancePath+"/posted_by",parentData:data,parentDataProperty:"posted_by",rootData})||
(vErrors=vErrors===null?validate461.errors:vErrors.concat(validate461.errors),errors=vErrors.length);var valid0=_errs11===
errors}else var valid0=!0;if(valid0){if(data.created_at!==void 0){let _errs12=errors;validate463(data.created_at,{instancePath:instancePath+
"/created_at",parentData:data,parentDataProperty:"created_at",rootData})||(vErrors=vErrors===null?validate463.errors:vErrors.
concat(validate463.errors),errors=vErrors.length);var valid0=_errs12===errors}else var valid0=!0;if(valid0)if(data.updated_at!==
void 0){let _errs13=errors;validate465(data.updated_at,{instancePath:instancePath+"/updated_at",parentData:data,parentDataProperty:"\
updated_at",rootData})||(vErrors=vErrors===null?validate465.errors:vErrors.concat(validate465.errors),errors=vErrors.length);
var valid0=_errs13===errors}else var valid0=!0}}}}}}}}}}}}else return validate438.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate438.errors=vErrors,errors===0}function validate435(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0&&data&&typeof data==
"object"&&!Array.isArray(data)){let tag0=data.status;if(typeof tag0=="string")if(tag0==="pending")validate436(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate436.errors:vErrors.concat(validate436.errors),
errors=vErrors.length);else if(tag0==="completed")validate438(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate438.errors:vErrors.concat(validate438.errors),errors=vErrors.length);else return validate435.
errors=[{instancePath,keyword:"discriminator",params:{error:"mapping",tag:"status",tagValue:tag0},
message:'value of tag "status" must be in oneOf'}],!1;else return validate435.errors=[{instancePath,keyword:"discriminator",params:{error:"tag",tag:"status",tagValue:tag0},message:'tag "status" must be string'}],
!1}return validate435.errors=vErrors,errors===0}var Conflict=validate469;function validate469(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.detail===void 0&&(missing0="detail")||data.
existing_id===void 0&&(missing0="existing_id")||data.status===void 0&&(missing0="status"))return validate469.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="detail"||key0==="existing_id"||key0==="status")){return validate469.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.detail!==void 0){let _errs2=errors;
validate241(data.detail,{instancePath:instancePath+"/detail",parentData:data,parentDataProperty:"detail",rootData})||(vErrors=
vErrors===null?validate241.errors:vErrors.concat(validate241.errors),errors=vErrors.length);var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.existing_id!==void 0){let _errs3=errors;validate23(data.existing_id,{instancePath:instancePath+
"/existing_id",parentData:data,parentDataProperty:"existing_id",rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.
concat(validate23.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.status!==
void 0){let _errs4=errors;validate296(data.status,{instancePath:instancePath+"/status",parentData:data,parentDataProperty:"\
status",rootData})||(vErrors=vErrors===null?validate296.errors:vErrors.concat(validate296.errors),errors=vErrors.length);
var valid0=_errs4===errors}else var valid0=!0}}}}else return validate469.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate469.errors=vErrors,errors===0}var NotAdmitted=validate473;var schema160={type:"object",additionalProperties:!1,required:["metadata","data","status","status_message","progress","r\
evision","verdict","created_at","updated_at"],properties:{metadata:{$ref:"#/components/schemas/ArtifactMetadata"},data:{
$ref:"#/components/schemas/ArtifactSource"},status:{type:"string",enum:["rejected"]},status_message:{$ref:"#/components/\
schemas/StatusMessage"},progress:{$ref:"#/components/schemas/Progress"},revision:{$ref:"#/components/schemas/Revision"},
verdict:{$ref:"#/components/schemas/Verdict"},posted_by:{$ref:"#/components/schemas/PostedBy"},created_at:{$ref:"#/compo\
nents/schemas/CreatedAt"},updated_at:{$ref:"#/components/schemas/UpdatedAt"}}};function validate478(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.url===void 0&&(missing0="url"))return validate478.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="url"){return validate478.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}_errs1===errors&&data.url!==void 0&&(validate441(data.url,{instancePath:instancePath+
"/url",parentData:data,parentDataProperty:"url",rootData})||(vErrors=vErrors===null?validate441.errors:vErrors.concat(validate441.
errors),errors=vErrors.length))}}else return validate478.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate478.errors=vErrors,errors===0}function validate476(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.metadata===void 0&&(missing0="metadata")||data.data===void 0&&(missing0="data")||
data.status===void 0&&(missing0="status")||data.status_message===void 0&&(missing0="status_message")||data.progress===void 0&&
(missing0="progress")||data.revision===void 0&&(missing0="revision")||data.verdict===void 0&&(missing0="verdict")||data.
created_at===void 0&&(missing0="created_at")||data.updated_at===void 0&&(missing0="updated_at"))return validate476.errors=
[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required \
property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema160.properties,key0)){return validate476.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.metadata!==void 0){let _errs2=errors;
validate415(data.metadata,{instancePath:instancePath+"/metadata",parentData:data,parentDataProperty:"metadata",rootData})||
(vErrors=vErrors===null?validate415.errors:vErrors.concat(validate415.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.data!==void 0){let _errs3=errors;validate478(data.data,{instancePath:instancePath+
"/data",parentData:data,parentDataProperty:"data",rootData})||(vErrors=vErrors===null?validate478.errors:vErrors.concat(
validate478.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.status!==void 0){
let data2=data.status,_errs4=errors;if(typeof data2!="string")return validate476.errors=[{instancePath:instancePath+"/st\
atus",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data2!==
"rejected")return validate476.errors=[{instancePath:instancePath+"/status",keyword:"\
enum",params:{allowedValues:schema160.properties.status.enum},message:"must be equal to one of the allowed values"}],!1;
var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.status_message!==void 0){let _errs6=errors;validate449(
data.status_message,{instancePath:instancePath+"/status_message",parentData:data,parentDataProperty:"status_message",rootData})||
(vErrors=vErrors===null?validate449.errors:vErrors.concat(validate449.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs7=errors;validate45(data.progress,{instancePath:instancePath+
"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.
concat(validate45.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.revision!==
void 0){let _errs8=errors;validate452(data.revision,{instancePath:instancePath+"/revision",parentData:data,parentDataProperty:"\
revision",rootData})||(vErrors=vErrors===null?validate452.errors:vErrors.concat(validate452.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.verdict!==void 0){let _errs9=errors;validate137(data.verdict,
{instancePath:instancePath+"/verdict",parentData:data,parentDataProperty:"verdict",rootData})||(vErrors=vErrors===null?validate137.
errors:vErrors.concat(validate137.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){
if(data.posted_by!==void 0){let _errs10=errors;validate461(data.posted_by,{instancePath:instancePath+"/posted_by",parentData:data,
parentDataProperty:"posted_by",rootData})||(vErrors=vErrors===null?validate461.errors:vErrors.concat(validate461.errors),
errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.created_at!==void 0){let _errs11=errors;
validate463(data.created_at,{instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData})||
(vErrors=vErrors===null?validate463.errors:vErrors.concat(validate463.errors),errors=vErrors.length);var valid0=_errs11===
errors}else var valid0=!0;if(valid0)if(data.updated_at!==void 0){let _errs12=errors;validate465(data.updated_at,{instancePath:instancePath+
"/updated_at",parentData:data,parentDataProperty:"updated_at",rootData})||(vErrors=vErrors===null?validate465.errors:vErrors.
concat(validate465.errors),errors=vErrors.length);var valid0=_errs12===errors}else var valid0=!0}}}}}}}}}}}else return validate476.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate476.
errors=vErrors,errors===0}var schema162={type:"object",additionalProperties:!1,required:["metadata","data","status","sta\
tus_message","progress","revision","failure","created_at","updated_at"],properties:{metadata:{$ref:"#/components/schemas\
/ArtifactMetadata"},data:{$ref:"#/components/schemas/ArtifactSource"},status:{type:"string",enum:["failed"]},status_message:{
$ref:"#/components/schemas/StatusMessage"},progress:{$ref:"#/components/schemas/Progress"},revision:{$ref:"#/components/\
schemas/Revision"},failure:{$ref:"#/components/schemas/Failure"},posted_by:{$ref:"#/components/schemas/PostedBy"},created_at:{
$ref:"#/components/schemas/CreatedAt"},updated_at:{$ref:"#/components/schemas/UpdatedAt"}}};function validate488(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.metadata===void 0&&(missing0="metadata")||data.data===void 0&&(missing0="data")||
data.status===void 0&&(missing0="status")||data.status_message===void 0&&(missing0="status_message")||data.progress===void 0&&
(missing0="progress")||data.revision===void 0&&(missing0="revision")||data.failure===void 0&&(missing0="failure")||data.
created_at===void 0&&(missing0="created_at")||data.updated_at===void 0&&(missing0="updated_at"))return validate488.errors=
[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required \
property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema162.properties,key0)){return validate488.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.metadata!==void 0){let _errs2=errors;
validate415(data.metadata,{instancePath:instancePath+"/metadata",parentData:data,parentDataProperty:"metadata",rootData})||
(vErrors=vErrors===null?validate415.errors:vErrors.concat(validate415.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.data!==void 0){let _errs3=errors;validate478(data.data,{instancePath:instancePath+
"/data",parentData:data,parentDataProperty:"data",rootData})||(vErrors=vErrors===null?validate478.errors:vErrors.concat(
validate478.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.status!==void 0){
let data2=data.status,_errs4=errors;if(typeof data2!="string")return validate488.errors=[{instancePath:instancePath+"/st\
atus",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data2!==
"failed")return validate488.errors=[{instancePath:instancePath+"/status",keyword:"\
enum",params:{allowedValues:schema162.properties.status.enum},message:"must be equal to one of the allowed values"}],!1;
var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.status_message!==void 0){let _errs6=errors;validate449(
data.status_message,{instancePath:instancePath+"/status_message",parentData:data,parentDataProperty:"status_message",rootData})||
(vErrors=vErrors===null?validate449.errors:vErrors.concat(validate449.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs7=errors;validate45(data.progress,{instancePath:instancePath+
"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?validate45.errors:vErrors.
concat(validate45.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.revision!==
void 0){let _errs8=errors;validate452(data.revision,{instancePath:instancePath+"/revision",parentData:data,parentDataProperty:"\
revision",rootData})||(vErrors=vErrors===null?validate452.errors:vErrors.concat(validate452.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.failure!==void 0){let _errs9=errors;validate239(data.failure,
{instancePath:instancePath+"/failure",parentData:data,parentDataProperty:"failure",rootData})||(vErrors=vErrors===null?validate239.
errors:vErrors.concat(validate239.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){
if(data.posted_by!==void 0){let _errs10=errors;validate461(data.posted_by,{instancePath:instancePath+"/posted_by",parentData:data,
parentDataProperty:"posted_by",rootData})||(vErrors=vErrors===null?validate461.errors:vErrors.concat(validate461.errors),
errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.created_at!==void 0){let _errs11=errors;
validate463(data.created_at,{instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData})||
(vErrors=vErrors===null?validate463.errors:vErrors.concat(validate463.errors),errors=vErrors.length);var valid0=_errs11===
errors}else var valid0=!0;if(valid0)if(data.updated_at!==void 0){let _errs12=errors;validate465(data.updated_at,{instancePath:instancePath+
"/updated_at",parentData:data,parentDataProperty:"updated_at",rootData})||(vErrors=vErrors===null?validate465.errors:vErrors.
concat(validate465.errors),errors=vErrors.length);var valid0=_errs12===errors}else var valid0=!0}}}}}}}}}}}else return validate488.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate488.
errors=vErrors,errors===0}function validate475(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0&&data&&typeof data=="object"&&!Array.isArray(data)){let tag0=data.status;if(typeof tag0=="string")
if(tag0==="rejected")validate476(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate476.
errors:vErrors.concat(validate476.errors),errors=vErrors.length);else if(tag0==="failed")validate488(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate488.errors:vErrors.concat(validate488.errors),
errors=vErrors.length);else return validate475.errors=[{instancePath,keyword:"discriminator",
params:{error:"mapping",tag:"status",tagValue:tag0},message:'value of tag "status" must be in oneOf'}],!1;else return validate475.
errors=[{instancePath,keyword:"discriminator",params:{error:"tag",tag:"status",tagValue:tag0},
message:'tag "status" must be string'}],!1}return validate475.errors=vErrors,errors===0}function validate473(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.detail===void 0&&(missing0="detail"))return validate473.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="detail"||key0==="artifact")){return validate473.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.detail!==void 0){let _errs2=errors;validate241(data.detail,
{instancePath:instancePath+"/detail",parentData:data,parentDataProperty:"detail",rootData})||(vErrors=vErrors===null?validate241.
errors:vErrors.concat(validate241.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0)
if(data.artifact!==void 0){let _errs3=errors;validate475(data.artifact,{instancePath:instancePath+"/artifact",parentData:data,
parentDataProperty:"artifact",rootData})||(vErrors=vErrors===null?validate475.errors:vErrors.concat(validate475.errors),
errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0}}}else return validate473.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate473.errors=vErrors,errors===0}
var ArtifactDeleted=validate501;function validate501(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&(missing0="artifact_i\
d")||data.message===void 0&&(missing0="message"))return validate501.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="artifact_id"||key0==="message")){return validate501.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additiona\
l properties"}],!1;break}if(_errs1===errors){if(data.artifact_id!==void 0){let _errs2=errors;validate23(data.artifact_id,
{instancePath:instancePath+"/artifact_id",parentData:data,parentDataProperty:"artifact_id",rootData})||(vErrors=vErrors===
null?validate23.errors:vErrors.concat(validate23.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;
if(valid0)if(data.message!==void 0){let data1=data.message,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(
data1)>500)return validate501.errors=[{instancePath:instancePath+"/message",keyword:"maxLength",params:{limit:500},message:"must NOT have more than 500 characters"}],!1;if(func2(data1)<1)return validate501.
errors=[{instancePath:instancePath+"/message",keyword:"minLength",params:{limit:1},
message:"must NOT have fewer than 1 characters"}],!1}else return validate501.errors=[{instancePath:instancePath+"/messag\
e",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===
errors}else var valid0=!0}}}else return validate501.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate501.errors=vErrors,errors===0}var WebhookDeliveries=validate503;var schema165={type:"object",additionalProperties:!1,required:["id","url","state","attempts","next_at","last_status","la\
st_error","created_at","ended_at"],properties:{id:{$ref:"#/components/schemas/DeliveryId"},url:{type:"string",minLength:1,
maxLength:2e3},state:{type:"string",enum:["pending","delivered","abandoned"]},attempts:{type:"integer",minimum:0},next_at:{
type:"string",format:"date-time",nullable:!0},last_status:{type:"integer",nullable:!0,minimum:100,maximum:999},last_error:{
type:"string",nullable:!0,maxLength:200},created_at:{type:"string",format:"date-time"},ended_at:{type:"string",format:"d\
ate-time",nullable:!0}}};function validate505(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0&&errors===0)if(typeof data=="string"){if(!formats0.test(data))return validate505.errors=[{instancePath,keyword:"format",params:{format:"uuid"},message:'must match format "uuid"'}],!1}else return validate505.errors=[{
instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate505.
errors=vErrors,errors===0}function validate504(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.id===void 0&&(missing0=
"id")||data.url===void 0&&(missing0="url")||data.state===void 0&&(missing0="state")||data.attempts===void 0&&(missing0="\
attempts")||data.next_at===void 0&&(missing0="next_at")||data.last_status===void 0&&(missing0="last_status")||data.last_error===
void 0&&(missing0="last_error")||data.created_at===void 0&&(missing0="created_at")||data.ended_at===void 0&&(missing0="e\
nded_at"))return validate504.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema165.
properties,key0)){return validate504.errors=[{instancePath,keyword:"additionalProper\
ties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.
id!==void 0){let _errs2=errors;validate505(data.id,{instancePath:instancePath+"/id",parentData:data,parentDataProperty:"\
id",rootData})||(vErrors=vErrors===null?validate505.errors:vErrors.concat(validate505.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.url!==void 0){let data1=data.url,_errs3=errors;if(errors===_errs3)if(typeof data1==
"string"){if(func2(data1)>2e3)return validate504.errors=[{instancePath:instancePath+"/url",keyword:"maxLength",params:{limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(data1)<
1)return validate504.errors=[{instancePath:instancePath+"/url",keyword:"minLengt\
h",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate504.errors=[{instancePath:instancePath+
"/url",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===
errors}else var valid0=!0;if(valid0){if(data.state!==void 0){let data2=data.state,_errs5=errors;if(typeof data2!="string")
return validate504.errors=[{instancePath:instancePath+"/state",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;if(!(data2==="pending"||data2==="delivered"||data2==="abandoned"))return validate504.
errors=[{instancePath:instancePath+"/state",keyword:"enum",params:{allowedValues:schema165.
properties.state.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs5===errors}else var valid0=!0;
if(valid0){if(data.attempts!==void 0){let data3=data.attempts,_errs7=errors;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(
data3)))return validate504.errors=[{instancePath:instancePath+"/attempts",keyword:"\
type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs7&&typeof data3=="number"&&(data3<0||isNaN(
data3)))return validate504.errors=[{instancePath:instancePath+"/attempts",keyword:"\
minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0){
if(data.next_at!==void 0){let data4=data.next_at,_errs9=errors;if(typeof data4!="string"&&data4!==null)return validate504.
errors=[{instancePath:instancePath+"/next_at",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;if(errors===_errs9&&errors===_errs9&&typeof data4=="string"&&!formats2.validate(data4))return validate504.
errors=[{instancePath:instancePath+"/next_at",keyword:"format",params:{format:"\
date-time"},message:'must match format "date-time"'}],!1;var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.
last_status!==void 0){let data5=data.last_status,_errs12=errors;if(!(typeof data5=="number"&&!(data5%1)&&!isNaN(data5))&&
data5!==null)return validate504.errors=[{instancePath:instancePath+"/last_status",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs12&&typeof data5=="number"){
if(data5>999||isNaN(data5))return validate504.errors=[{instancePath:instancePath+"/last_status",keyword:"maximum",params:{comparison:"<=",limit:999},message:"must be <= 999"}],!1;if(data5<100||isNaN(
data5))return validate504.errors=[{instancePath:instancePath+"/last_status",keyword:"minimum",params:{comparison:">=",limit:100},message:"must be >= 100"}],!1}var valid0=_errs12===errors}else var valid0=!0;
if(valid0){if(data.last_error!==void 0){let data6=data.last_error,_errs15=errors;if(typeof data6!="string"&&data6!==null)
return validate504.errors=[{instancePath:instancePath+"/last_error",keyword:"t\
ype",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs15&&typeof data6=="string"&&func2(data6)>200)
return validate504.errors=[{instancePath:instancePath+"/last_error",keyword:"\
maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;var valid0=_errs15===errors}else var valid0=!0;
if(valid0){if(data.created_at!==void 0){let data7=data.created_at,_errs18=errors;if(errors===_errs18&&errors===_errs18)if(typeof data7==
"string"){if(!formats2.validate(data7))return validate504.errors=[{instancePath:instancePath+"/created_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else
return validate504.errors=[{instancePath:instancePath+"/created_at",keyword:"t\
ype",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs18===errors}else var valid0=!0;if(valid0)if(data.
ended_at!==void 0){let data8=data.ended_at,_errs20=errors;if(typeof data8!="string"&&data8!==null)return validate504.errors=
[{instancePath:instancePath+"/ended_at",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(errors===_errs20&&errors===_errs20&&typeof data8=="string"&&!formats2.validate(data8))return validate504.
errors=[{instancePath:instancePath+"/ended_at",keyword:"format",params:{format:"\
date-time"},message:'must match format "date-time"'}],!1;var valid0=_errs20===errors}else var valid0=!0}}}}}}}}}}else return validate504.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate504.
errors=vErrors,errors===0}function validate503(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.deliveries===void 0&&(missing0=
"deliveries"))return validate503.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="deliveries"){
return validate503.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.deliveries!==void 0){let data0=data.deliveries;
if(errors===errors)if(Array.isArray(data0)){if(data0.length>100)return validate503.errors=[{instancePath:instancePath+"/\
deliveries",keyword:"maxItems",params:{limit:100},message:"must NOT have m\
ore than 100 items"}],!1;{var valid1=!0;let len0=data0.length;for(let i0=0;i0<len0;i0++){let _errs4=errors;validate504(data0[i0],
{instancePath:instancePath+"/deliveries/"+i0,parentData:data0,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?
validate504.errors:vErrors.concat(validate504.errors),errors=vErrors.length);var valid1=_errs4===errors;if(!valid1)break}}}else
return validate503.errors=[{instancePath:instancePath+"/deliveries",keyword:"t\
ype",params:{type:"array"},message:"must be array"}],!1}}}else return validate503.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate503.errors=vErrors,errors===0}var Artifact=validate508;var schema168={type:"object",additionalProperties:!1,required:["metadata","data","status","status_message","progress","r\
evision","created_at","updated_at"],properties:{metadata:{$ref:"#/components/schemas/ArtifactMetadata"},data:{$ref:"#/co\
mponents/schemas/ArtifactSource"},status:{type:"string",enum:["pending","downloading","rating"]},status_message:{$ref:"#\
/components/schemas/StatusMessage"},progress:{$ref:"#/components/schemas/Progress"},revision:{$ref:"#/components/schemas\
/Revision"},posted_by:{$ref:"#/components/schemas/PostedBy"},created_at:{$ref:"#/components/schemas/CreatedAt"},updated_at:{
$ref:"#/components/schemas/UpdatedAt"}}};function validate509(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.metadata===
void 0&&(missing0="metadata")||data.data===void 0&&(missing0="data")||data.status===void 0&&(missing0="status")||data.status_message===
void 0&&(missing0="status_message")||data.progress===void 0&&(missing0="progress")||data.revision===void 0&&(missing0="r\
evision")||data.created_at===void 0&&(missing0="created_at")||data.updated_at===void 0&&(missing0="updated_at"))return validate509.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema168.properties,key0)){
return validate509.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.metadata!==void 0){let _errs2=errors;
validate415(data.metadata,{instancePath:instancePath+"/metadata",parentData:data,parentDataProperty:"metadata",rootData})||
(vErrors=vErrors===null?validate415.errors:vErrors.concat(validate415.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.data!==void 0){let _errs3=errors;validate478(data.data,{instancePath:instancePath+
"/data",parentData:data,parentDataProperty:"data",rootData})||(vErrors=vErrors===null?validate478.errors:vErrors.concat(
validate478.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.status!==void 0){
let data2=data.status,_errs4=errors;if(typeof data2!="string")return validate509.errors=[{instancePath:instancePath+"/st\
atus",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data2===
"pending"||data2==="downloading"||data2==="rating"))return validate509.errors=[{instancePath:instancePath+"/status",keyword:"enum",params:{allowedValues:schema168.properties.status.enum},message:"must be equal \
to one of the allowed values"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.status_message!==void 0){
let _errs6=errors;validate449(data.status_message,{instancePath:instancePath+"/status_message",parentData:data,parentDataProperty:"\
status_message",rootData})||(vErrors=vErrors===null?validate449.errors:vErrors.concat(validate449.errors),errors=vErrors.
length);var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs7=errors;validate45(
data.progress,{instancePath:instancePath+"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=
vErrors===null?validate45.errors:vErrors.concat(validate45.errors),errors=vErrors.length);var valid0=_errs7===errors}else
var valid0=!0;if(valid0){if(data.revision!==void 0){let _errs8=errors;validate452(data.revision,{instancePath:instancePath+
"/revision",parentData:data,parentDataProperty:"revision",rootData})||(vErrors=vErrors===null?validate452.errors:vErrors.
concat(validate452.errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.posted_by!==
void 0){let _errs9=errors;validate461(data.posted_by,{instancePath:instancePath+"/posted_by",parentData:data,parentDataProperty:"\
posted_by",rootData})||(vErrors=vErrors===null?validate461.errors:vErrors.concat(validate461.errors),errors=vErrors.length);
var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.created_at!==void 0){let _errs10=errors;validate463(data.
created_at,{instancePath:instancePath+"/created_at",parentData:data,parentDataProperty:"created_at",rootData})||(vErrors=
vErrors===null?validate463.errors:vErrors.concat(validate463.errors),errors=vErrors.length);var valid0=_errs10===errors}else
var valid0=!0;if(valid0)if(data.updated_at!==void 0){let _errs11=errors;validate465(data.updated_at,{instancePath:instancePath+
"/updated_at",parentData:data,parentDataProperty:"updated_at",rootData})||(vErrors=vErrors===null?validate465.errors:vErrors.
concat(validate465.errors),errors=vErrors.length);var valid0=_errs11===errors}else var valid0=!0}}}}}}}}}}else return validate509.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate509.
errors=vErrors,errors===0}function validate508(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0&&data&&typeof data=="object"&&!Array.isArray(data)){let tag0=data.status;if(typeof tag0=="string")
if(tag0==="pending")validate509(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate509.
errors:vErrors.concat(validate509.errors),errors=vErrors.length);else if(tag0==="downloading")validate509(data,{instancePath,
parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate509.errors:vErrors.concat(validate509.errors),
errors=vErrors.length);else if(tag0==="rating")validate509(data,{instancePath,parentData,parentDataProperty,rootData})||
(vErrors=vErrors===null?validate509.errors:vErrors.concat(validate509.errors),errors=vErrors.length);else if(tag0==="com\
pleted")validate438(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===null?validate438.errors:
vErrors.concat(validate438.errors),errors=vErrors.length);else if(tag0==="rejected")validate476(data,{instancePath,parentData,
parentDataProperty,rootData})||(vErrors=vErrors===null?validate476.errors:vErrors.concat(validate476.errors),errors=vErrors.
length);else if(tag0==="failed")validate488(data,{instancePath,parentData,parentDataProperty,rootData})||(vErrors=vErrors===
null?validate488.errors:vErrors.concat(validate488.errors),errors=vErrors.length);else return validate508.errors=[{instancePath,
keyword:"discriminator",params:{error:"mapping",tag:"status",tagValue:tag0},message:'value \
of tag "status" must be in oneOf'}],!1;else return validate508.errors=[{instancePath,keyword:"\
discriminator",params:{error:"tag",tag:"status",tagValue:tag0},message:'tag "status" must be string'}],!1}return validate508.
errors=vErrors,errors===0}var Manifest=validate524;var schema170={type:"object",additionalProperties:!1,required:["path","bytes","sha256","crc32","kind"],properties:{path:{
type:"string",minLength:1,maxLength:4096},bytes:{$ref:"#/components/schemas/Bytes"},sha256:{type:"string",nullable:!0,pattern:"\
^[0-9a-f]{64}$"},crc32:{type:"string",nullable:!0,pattern:"^[0-9a-f]{8}$"},kind:{type:"string",enum:["file","lfs_pointer",
"submodule","symlink"]}}};function validate528(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.path===void 0&&(missing0=
"path")||data.bytes===void 0&&(missing0="bytes")||data.sha256===void 0&&(missing0="sha256")||data.crc32===void 0&&(missing0=
"crc32")||data.kind===void 0&&(missing0="kind"))return validate528.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="path"||key0==="bytes"||key0==="sha256"||key0==="crc32"||key0==="kind")){return validate528.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.path!==void 0){let data0=data.path,
_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>4096)return validate528.errors=[{instancePath:instancePath+
"/path",keyword:"maxLength",params:{limit:4096},message:"must NOT have more tha\
n 4096 characters"}],!1;if(func2(data0)<1)return validate528.errors=[{instancePath:instancePath+"/path",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate528.
errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.bytes!==void 0){let _errs4=errors;
validate46(data.bytes,{instancePath:instancePath+"/bytes",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=
vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs4===errors}else
var valid0=!0;if(valid0){if(data.sha256!==void 0){let data2=data.sha256,_errs5=errors;if(typeof data2!="string"&&data2!==
null)return validate528.errors=[{instancePath:instancePath+"/sha256",keyword:"type",
params:{type:"string"},message:"must be string"}],!1;if(errors===_errs5&&typeof data2=="string"&&!pattern2.test(data2))return validate528.
errors=[{instancePath:instancePath+"/sha256",keyword:"pattern",params:{pattern:"\
^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0){
if(data.crc32!==void 0){let data3=data.crc32,_errs8=errors;if(typeof data3!="string"&&data3!==null)return validate528.errors=
[{instancePath:instancePath+"/crc32",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;if(errors===_errs8&&typeof data3=="string"&&!pattern24.test(data3))return validate528.errors=[{instancePath:instancePath+
"/crc32",keyword:"pattern",params:{pattern:"^[0-9a-f]{8}$"},message:'must match \
pattern "^[0-9a-f]{8}$"'}],!1;var valid0=_errs8===errors}else var valid0=!0;if(valid0)if(data.kind!==void 0){let data4=data.
kind,_errs11=errors;if(typeof data4!="string")return validate528.errors=[{instancePath:instancePath+"/kind",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data4==="file"||data4===
"lfs_pointer"||data4==="submodule"||data4==="symlink"))return validate528.errors=[{instancePath:instancePath+"/kind",keyword:"enum",params:{allowedValues:schema170.properties.kind.enum},message:"must be equal to o\
ne of the allowed values"}],!1;var valid0=_errs11===errors}else var valid0=!0}}}}}}else return validate528.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate528.errors=vErrors,
errors===0}function validate524(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&
(missing0="artifact_id")||data.commit===void 0&&(missing0="commit")||data.bytes_total===void 0&&(missing0="bytes_total")||
data.files===void 0&&(missing0="files"))return validate524.errors=[{instancePath,keyword:"requir\
ed",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="artifact_id"||key0==="commit"||key0==="bytes_total"||key0==="files"||key0==="missing")){return validate524.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.artifact_id!==void 0){let _errs2=errors;
validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,parentDataProperty:"artifact_id",rootData})||
(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),errors=vErrors.length);var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.commit!==void 0){let _errs3=errors;validate206(data.commit,{instancePath:instancePath+"\
/commit",parentData:data,parentDataProperty:"commit",rootData})||(vErrors=vErrors===null?validate206.errors:vErrors.concat(
validate206.errors),errors=vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.bytes_total!==
void 0){let _errs4=errors;validate46(data.bytes_total,{instancePath:instancePath+"/bytes_total",parentData:data,parentDataProperty:"\
bytes_total",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);
var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.files!==void 0){let data3=data.files,_errs5=errors;if(errors===
_errs5)if(Array.isArray(data3)){if(data3.length>1e6)return validate524.errors=[{instancePath:instancePath+"/files",keyword:"maxItems",params:{limit:1e6},message:"must NOT have more than 1000000 items"}],!1;
{var valid1=!0;let len0=data3.length;for(let i0=0;i0<len0;i0++){let _errs7=errors;validate528(data3[i0],{instancePath:instancePath+
"/files/"+i0,parentData:data3,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate528.errors:vErrors.concat(
validate528.errors),errors=vErrors.length);var valid1=_errs7===errors;if(!valid1)break}}}else return validate524.errors=
[{instancePath:instancePath+"/files",keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0)if(data.missing!==void 0){let data5=data.missing,
_errs8=errors;if(errors===_errs8)if(Array.isArray(data5)){if(data5.length>1e5)return validate524.errors=[{instancePath:instancePath+
"/missing",keyword:"maxItems",params:{limit:1e5},message:"must NOT have more \
than 100000 items"}],!1;if(data5.length<1)return validate524.errors=[{instancePath:instancePath+"/missing",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items"}],!1;{var valid2=!0;
let len1=data5.length;for(let i1=0;i1<len1;i1++){let data6=data5[i1],_errs10=errors;if(errors===_errs10)if(typeof data6==
"string"){if(func2(data6)>1024)return validate524.errors=[{instancePath:instancePath+"/missing/"+i1,keyword:"maxLength",params:{limit:1024},message:"must NOT have more than 1024 characters"}],
!1}else return validate524.errors=[{instancePath:instancePath+"/missing/"+i1,keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid2=_errs10===errors;if(!valid2)break}}}else return validate524.
errors=[{instancePath:instancePath+"/missing",keyword:"type",params:{type:"array"},
message:"must be array"}],!1;var valid0=_errs8===errors}else var valid0=!0}}}}}}else return validate524.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate524.errors=vErrors,
errors===0}var ArtifactSummaries=validate531;var schema172={type:"object",additionalProperties:!1,required:["metadata","url","owner","status","status_message","progr\
ess","updating","net_score","threshold","license","bytes_total","created_at","updated_at"],properties:{metadata:{$ref:"#\
/components/schemas/ArtifactMetadata"},url:{$ref:"#/components/schemas/CanonicalLink"},owner:{type:"string",nullable:!0,
maxLength:100},status:{$ref:"#/components/schemas/ArtifactStatus"},status_message:{$ref:"#/components/schemas/StatusMess\
age"},progress:{$ref:"#/components/schemas/Progress"},updating:{type:"boolean"},net_score:{$ref:"#/components/schemas/Nu\
llableScore"},threshold:{type:"number",nullable:!0,minimum:0,maximum:1},license:{type:"string",nullable:!0,maxLength:200},
bytes_total:{type:"integer",format:"int64",nullable:!0,minimum:0,maximum:9007199254740991},created_at:{$ref:"#/component\
s/schemas/CreatedAt"},updated_at:{$ref:"#/components/schemas/UpdatedAt"}}};function validate532(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if(data.metadata===void 0&&(missing0="metadata")||data.url===void 0&&(missing0="url")||data.owner===
void 0&&(missing0="owner")||data.status===void 0&&(missing0="status")||data.status_message===void 0&&(missing0="status_m\
essage")||data.progress===void 0&&(missing0="progress")||data.updating===void 0&&(missing0="updating")||data.net_score===
void 0&&(missing0="net_score")||data.threshold===void 0&&(missing0="threshold")||data.license===void 0&&(missing0="licen\
se")||data.bytes_total===void 0&&(missing0="bytes_total")||data.created_at===void 0&&(missing0="created_at")||data.updated_at===
void 0&&(missing0="updated_at"))return validate532.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!func15.call(schema172.properties,key0)){return validate532.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}
if(_errs1===errors){if(data.metadata!==void 0){let _errs2=errors;validate415(data.metadata,{instancePath:instancePath+"/\
metadata",parentData:data,parentDataProperty:"metadata",rootData})||(vErrors=vErrors===null?validate415.errors:vErrors.concat(
validate415.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.url!==void 0){
let _errs3=errors;validate441(data.url,{instancePath:instancePath+"/url",parentData:data,parentDataProperty:"url",rootData})||
(vErrors=vErrors===null?validate441.errors:vErrors.concat(validate441.errors),errors=vErrors.length);var valid0=_errs3===
errors}else var valid0=!0;if(valid0){if(data.owner!==void 0){let data2=data.owner,_errs4=errors;if(typeof data2!="string"&&
data2!==null)return validate532.errors=[{instancePath:instancePath+"/owner",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs4&&typeof data2=="string"&&func2(data2)>100)
return validate532.errors=[{instancePath:instancePath+"/owner",keyword:"maxLen\
gth",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;var valid0=_errs4===errors}else var valid0=!0;
if(valid0){if(data.status!==void 0){let _errs7=errors;validate296(data.status,{instancePath:instancePath+"/status",parentData:data,
parentDataProperty:"status",rootData})||(vErrors=vErrors===null?validate296.errors:vErrors.concat(validate296.errors),errors=
vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.status_message!==void 0){let _errs8=errors;
validate449(data.status_message,{instancePath:instancePath+"/status_message",parentData:data,parentDataProperty:"status_\
message",rootData})||(vErrors=vErrors===null?validate449.errors:vErrors.concat(validate449.errors),errors=vErrors.length);
var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.progress!==void 0){let _errs9=errors;validate45(data.progress,
{instancePath:instancePath+"/progress",parentData:data,parentDataProperty:"progress",rootData})||(vErrors=vErrors===null?
validate45.errors:vErrors.concat(validate45.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;
if(valid0){if(data.updating!==void 0){let _errs10=errors;if(typeof data.updating!="boolean")return validate532.errors=[{
instancePath:instancePath+"/updating",keyword:"type",params:{type:"boolean"},message:"\
must be boolean"}],!1;var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.net_score!==void 0){let _errs12=errors;
validate138(data.net_score,{instancePath:instancePath+"/net_score",parentData:data,parentDataProperty:"net_score",rootData})||
(vErrors=vErrors===null?validate138.errors:vErrors.concat(validate138.errors),errors=vErrors.length);var valid0=_errs12===
errors}else var valid0=!0;if(valid0){if(data.threshold!==void 0){let data8=data.threshold,_errs13=errors;if(typeof data8!=
"number"&&data8!==null)return validate532.errors=[{instancePath:instancePath+"/threshold",keyword:"type",params:{type:"number"},message:"must be number"}],!1;if(errors===_errs13&&typeof data8=="numbe\
r"){if(data8>1||isNaN(data8))return validate532.errors=[{instancePath:instancePath+"/threshold",keyword:"maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data8<0||isNaN(data8))
return validate532.errors=[{instancePath:instancePath+"/threshold",keyword:"\
minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs13===errors}else var valid0=!0;if(valid0){
if(data.license!==void 0){let data9=data.license,_errs16=errors;if(typeof data9!="string"&&data9!==null)return validate532.
errors=[{instancePath:instancePath+"/license",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;if(errors===_errs16&&typeof data9=="string"&&func2(data9)>200)return validate532.errors=[{
instancePath:instancePath+"/license",keyword:"maxLength",params:{limit:200},
message:"must NOT have more than 200 characters"}],!1;var valid0=_errs16===errors}else var valid0=!0;if(valid0){if(data.
bytes_total!==void 0){let data10=data.bytes_total,_errs19=errors;if(!(typeof data10=="number"&&!(data10%1)&&!isNaN(data10))&&
data10!==null)return validate532.errors=[{instancePath:instancePath+"/bytes_total",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs19&&typeof data10=="number"){
if(data10>9007199254740991||isNaN(data10))return validate532.errors=[{instancePath:instancePath+"/bytes_total",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= \
9007199254740991"}],!1;if(data10<0||isNaN(data10))return validate532.errors=[{instancePath:instancePath+"/bytes_total",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}var valid0=_errs19===
errors}else var valid0=!0;if(valid0){if(data.created_at!==void 0){let _errs22=errors;validate463(data.created_at,{instancePath:instancePath+
"/created_at",parentData:data,parentDataProperty:"created_at",rootData})||(vErrors=vErrors===null?validate463.errors:vErrors.
concat(validate463.errors),errors=vErrors.length);var valid0=_errs22===errors}else var valid0=!0;if(valid0)if(data.updated_at!==
void 0){let _errs23=errors;validate465(data.updated_at,{instancePath:instancePath+"/updated_at",parentData:data,parentDataProperty:"\
updated_at",rootData})||(vErrors=vErrors===null?validate465.errors:vErrors.concat(validate465.errors),errors=vErrors.length);
var valid0=_errs23===errors}else var valid0=!0}}}}}}}}}}}}}}else return validate532.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate532.errors=vErrors,errors===0}function validate531(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(Array.isArray(
data)){if(data.length>1e3)return validate531.errors=[{instancePath,keyword:"maxItems",params:{limit:1e3},
message:"must NOT have more than 1000 items"}],!1;{var valid0=!0;let len0=data.length;for(let i0=0;i0<len0;i0++){let _errs1=errors;
validate532(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,parentDataProperty:i0,rootData})||(vErrors=vErrors===
null?validate532.errors:vErrors.concat(validate532.errors),errors=vErrors.length);var valid0=_errs1===errors;if(!valid0)
break}}}else return validate531.errors=[{instancePath,keyword:"type",params:{type:"array"},message:"\
must be array"}],!1;return validate531.errors=vErrors,errors===0}var IngestAccepted=validate542;function validate542(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.artifact_id===void 0&&(missing0="artifact_id")||data.status===void 0&&
(missing0="status")||data.message===void 0&&(missing0="message"))return validate542.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(!(key0==="artifact_id"||key0==="status"||key0==="message")){return validate542.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.artifact_id!==void 0){let _errs2=errors;
validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,parentDataProperty:"artifact_id",rootData})||
(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),errors=vErrors.length);var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.status!==void 0){let data1=data.status,_errs3=errors;if(typeof data1!="string")return validate542.
errors=[{instancePath:instancePath+"/status",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;if(data1!=="pending")return validate542.errors=[{instancePath:instancePath+"/status",keyword:"enum",params:{allowedValues:schema145.properties.status.enum},message:"must be equal \
to one of the allowed values"}],!1;var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.message!==void 0){let data2=data.
message,_errs5=errors;if(errors===_errs5)if(typeof data2=="string"){if(func2(data2)>500)return validate542.errors=[{instancePath:instancePath+
"/message",keyword:"maxLength",params:{limit:500},message:"must NOT have mor\
e than 500 characters"}],!1;if(func2(data2)<1)return validate542.errors=[{instancePath:instancePath+"/message",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else
return validate542.errors=[{instancePath:instancePath+"/message",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else return validate542.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate542.
errors=vErrors,errors===0}var AuditRecords=validate544;var schema175={type:"object",additionalProperties:!1,required:["id","date","action","account","is_admin","address","arti\
fact","subject","detail","previous_hash","hash"],properties:{id:{type:"integer",format:"int64",minimum:1},date:{type:"st\
ring",format:"date-time"},action:{$ref:"#/components/schemas/AuditAction"},account:{type:"string",nullable:!0,maxLength:100},
is_admin:{type:"boolean"},address:{type:"string",nullable:!0,maxLength:100},artifact:{type:"object",nullable:!0,additionalProperties:!1,
required:["id","name","type"],properties:{id:{$ref:"#/components/schemas/ArtifactId"},name:{type:"string",maxLength:200},
type:{$ref:"#/components/schemas/ArtifactType"}}},subject:{type:"string",nullable:!0,maxLength:200},detail:{type:"string",
nullable:!0,maxLength:4e3},previous_hash:{$ref:"#/components/schemas/AuditHash"},hash:{$ref:"#/components/schemas/AuditH\
ash"}}},schema176={type:"string",enum:["SIGN_IN","SIGN_IN_REFUSED","SIGN_OUT","ACCOUNT_CREATE","ACCOUNT_ROLE","ACCOUNT_P\
ASSWORD","ACCOUNT_DELETE","TOKEN_CREATE","TOKEN_DELETE","POLICY","CREATE","UPDATE","DELETE","DOWNLOAD","RATE","AUDIT","R\
ESET"]};function validate546(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
return typeof data!="string"?(validate546.errors=[{instancePath,keyword:"type",params:{type:"string"},
message:"must be string"}],!1):data==="SIGN_IN"||data==="SIGN_IN_REFUSED"||data==="SIGN_OUT"||data==="ACCOUNT_CREATE"||data===
"ACCOUNT_ROLE"||data==="ACCOUNT_PASSWORD"||data==="ACCOUNT_DELETE"||data==="TOKEN_CREATE"||data==="TOKEN_DELETE"||data===
"POLICY"||data==="CREATE"||data==="UPDATE"||data==="DELETE"||data==="DOWNLOAD"||data==="RATE"||data==="AUDIT"||data==="R\
ESET"?(validate546.errors=vErrors,errors===0):(validate546.errors=[{instancePath,keyword:"enum",params:{
allowedValues:schema176.enum},message:"must be equal to one of the allowed values"}],!1)}function validate550(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(!pattern2.test(data))return validate550.errors=[{instancePath,keyword:"\
pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],!1}else return validate550.errors=
[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;return validate550.
errors=vErrors,errors===0}function validate545(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.id===void 0&&(missing0=
"id")||data.date===void 0&&(missing0="date")||data.action===void 0&&(missing0="action")||data.account===void 0&&(missing0=
"account")||data.is_admin===void 0&&(missing0="is_admin")||data.address===void 0&&(missing0="address")||data.artifact===
void 0&&(missing0="artifact")||data.subject===void 0&&(missing0="subject")||data.detail===void 0&&(missing0="detail")||data.
previous_hash===void 0&&(missing0="previous_hash")||data.hash===void 0&&(missing0="hash"))return validate545.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema175.properties,key0)){return validate545.errors=[
{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.id!==void 0){let data0=data.id,_errs2=errors;
if(!(typeof data0=="number"&&!(data0%1)&&!isNaN(data0)))return validate545.errors=[{instancePath:instancePath+"/id",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs2&&typeof data0==
"number"&&(data0<1||isNaN(data0)))return validate545.errors=[{instancePath:instancePath+"/id",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.date!==void 0){let data1=data.date,_errs4=errors;if(errors===_errs4&&errors===_errs4)if(typeof data1==
"string"){if(!formats2.validate(data1))return validate545.errors=[{instancePath:instancePath+"/date",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate545.
errors=[{instancePath:instancePath+"/date",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.action!==void 0){let _errs6=errors;
validate546(data.action,{instancePath:instancePath+"/action",parentData:data,parentDataProperty:"action",rootData})||(vErrors=
vErrors===null?validate546.errors:vErrors.concat(validate546.errors),errors=vErrors.length);var valid0=_errs6===errors}else
var valid0=!0;if(valid0){if(data.account!==void 0){let data3=data.account,_errs7=errors;if(typeof data3!="string"&&data3!==
null)return validate545.errors=[{instancePath:instancePath+"/account",keyword:"ty\
pe",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs7&&typeof data3=="string"&&func2(data3)>100)return validate545.
errors=[{instancePath:instancePath+"/account",keyword:"maxLength",params:{limit:100},
message:"must NOT have more than 100 characters"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.is_admin!==
void 0){let _errs10=errors;if(typeof data.is_admin!="boolean")return validate545.errors=[{instancePath:instancePath+"/is\
_admin",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs10===
errors}else var valid0=!0;if(valid0){if(data.address!==void 0){let data5=data.address,_errs12=errors;if(typeof data5!="s\
tring"&&data5!==null)return validate545.errors=[{instancePath:instancePath+"/address",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs12&&typeof data5=="string"&&func2(
data5)>100)return validate545.errors=[{instancePath:instancePath+"/address",keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;var valid0=_errs12===errors}else
var valid0=!0;if(valid0){if(data.artifact!==void 0){let data6=data.artifact,_errs15=errors;if(!(data6&&typeof data6=="ob\
ject"&&!Array.isArray(data6))&&data6!==null)return validate545.errors=[{instancePath:instancePath+"/artifact",keyword:"type",params:{type:"object"},message:"must be object"}],!1;if(errors===_errs15&&data6&&
typeof data6=="object"&&!Array.isArray(data6)){let missing1;if(data6.id===void 0&&(missing1="id")||data6.name===void 0&&
(missing1="name")||data6.type===void 0&&(missing1="type"))return validate545.errors=[{instancePath:instancePath+"/artifa\
ct",keyword:"required",params:{missingProperty:missing1},message:"must have \
required property '"+missing1+"'"}],!1;{let _errs18=errors;for(let key1 in data6)if(!(key1==="id"||key1==="name"||key1===
"type")){return validate545.errors=[{instancePath:instancePath+"/artifact",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],
!1;break}if(_errs18===errors){if(data6.id!==void 0){let _errs19=errors;validate23(data6.id,{instancePath:instancePath+"/\
artifact/id",parentData:data6,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.concat(
validate23.errors),errors=vErrors.length);var valid1=_errs19===errors}else var valid1=!0;if(valid1){if(data6.name!==void 0){
let data8=data6.name,_errs20=errors;if(errors===_errs20)if(typeof data8=="string"){if(func2(data8)>200)return validate545.
errors=[{instancePath:instancePath+"/artifact/name",keyword:"\
maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1}else return validate545.errors=[{instancePath:instancePath+
"/artifact/name",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid1=_errs20===errors}else var valid1=!0;if(valid1)if(data6.type!==void 0){let _errs22=errors;
validate25(data6.type,{instancePath:instancePath+"/artifact/type",parentData:data6,parentDataProperty:"type",rootData})||
(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid1=_errs22===
errors}else var valid1=!0}}}}var valid0=_errs15===errors}else var valid0=!0;if(valid0){if(data.subject!==void 0){let data10=data.
subject,_errs23=errors;if(typeof data10!="string"&&data10!==null)return validate545.errors=[{instancePath:instancePath+"\
/subject",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===
_errs23&&typeof data10=="string"&&func2(data10)>200)return validate545.errors=[{instancePath:instancePath+"/subject",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],
!1;var valid0=_errs23===errors}else var valid0=!0;if(valid0){if(data.detail!==void 0){let data11=data.detail,_errs26=errors;
if(typeof data11!="string"&&data11!==null)return validate545.errors=[{instancePath:instancePath+"/detail",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs26&&typeof data11==
"string"&&func2(data11)>4e3)return validate545.errors=[{instancePath:instancePath+"/detail",keyword:"maxLength",params:{limit:4e3},message:"must NOT have more than 4000 characters"}],!1;var valid0=_errs26===
errors}else var valid0=!0;if(valid0){if(data.previous_hash!==void 0){let _errs29=errors;validate550(data.previous_hash,{
instancePath:instancePath+"/previous_hash",parentData:data,parentDataProperty:"previous_hash",rootData})||(vErrors=vErrors===
null?validate550.errors:vErrors.concat(validate550.errors),errors=vErrors.length);var valid0=_errs29===errors}else var valid0=!0;
if(valid0)if(data.hash!==void 0){let _errs30=errors;validate550(data.hash,{instancePath:instancePath+"/hash",parentData:data,
parentDataProperty:"hash",rootData})||(vErrors=vErrors===null?validate550.errors:vErrors.concat(validate550.errors),errors=
vErrors.length);var valid0=_errs30===errors}else var valid0=!0}}}}}}}}}}}}else return validate545.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate545.errors=vErrors,
errors===0}function validate544(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(Array.isArray(data)){if(data.length>1e3)return validate544.errors=[{instancePath,keyword:"maxItems",params:{limit:1e3},message:"must NOT have more than 1000 items"}],!1;{var valid0=!0;let len0=data.
length;for(let i0=0;i0<len0;i0++){let _errs1=errors;validate545(data[i0],{instancePath:instancePath+"/"+i0,parentData:data,
parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate545.errors:vErrors.concat(validate545.errors),errors=vErrors.
length);var valid0=_errs1===errors;if(!valid0)break}}}else return validate544.errors=[{instancePath,keyword:"type",params:{type:"array"},message:"must be array"}],!1;return validate544.errors=vErrors,errors===0}var AuthenticationToken=validate554;function validate554(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(typeof data=="string"){if(func2(data)>4096)return validate554.errors=[{instancePath,keyword:"\
maxLength",params:{limit:4096},message:"must NOT have more than 4096 characters"}],!1;if(func2(data)<20)return validate554.
errors=[{instancePath,keyword:"minLength",params:{limit:20},message:"must NOT have fewer than 2\
0 characters"}],!1}else return validate554.errors=[{instancePath,keyword:"type",params:{type:"string"},
message:"must be string"}],!1;return validate554.errors=vErrors,errors===0}var GarbageReport=validate555;var schema181={type:"string",enum:["blob","partial","archive","upload"]};function validate560(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return typeof data!="string"?(validate560.errors=[{instancePath,
keyword:"type",params:{type:"string"},message:"must be string"}],!1):data==="blob"||data==="partial"||
data==="archive"||data==="upload"?(validate560.errors=vErrors,errors===0):(validate560.errors=[{instancePath,keyword:"enum",params:{allowedValues:schema181.enum},message:"must be equal to one of the allowed values"}],!1)}
function validate559(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.kind===void 0&&(missing0="kind")||data.count===
void 0&&(missing0="count")||data.bytes===void 0&&(missing0="bytes"))return validate559.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="kind"||key0==="count"||key0==="bytes")){return validate559.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.kind!==void 0){let _errs2=errors;validate560(
data.kind,{instancePath:instancePath+"/kind",parentData:data,parentDataProperty:"kind",rootData})||(vErrors=vErrors===null?
validate560.errors:vErrors.concat(validate560.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.count!==void 0){let _errs3=errors;validate48(data.count,{instancePath:instancePath+"/count",parentData:data,
parentDataProperty:"count",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=
vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.bytes!==void 0){let _errs4=errors;validate46(
data.bytes,{instancePath:instancePath+"/bytes",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=vErrors===
null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}}else
return validate559.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate559.errors=vErrors,errors===0}function validate565(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.kind===void 0&&(missing0="kind")||data.key===
void 0&&(missing0="key")||data.bytes===void 0&&(missing0="bytes"))return validate565.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(!(key0==="kind"||key0==="key"||key0==="bytes")){return validate565.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.kind!==void 0){let _errs2=errors;validate560(data.kind,
{instancePath:instancePath+"/kind",parentData:data,parentDataProperty:"kind",rootData})||(vErrors=vErrors===null?validate560.
errors:vErrors.concat(validate560.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.key!==void 0){let data1=data.key,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>1024)
return validate565.errors=[{instancePath:instancePath+"/key",keyword:"maxLength",
params:{limit:1024},message:"must NOT have more than 1024 characters"}],!1;if(func2(data1)<1)return validate565.errors=[
{instancePath:instancePath+"/key",keyword:"minLength",params:{limit:1},message:"\
must NOT have fewer than 1 characters"}],!1}else return validate565.errors=[{instancePath:instancePath+"/key",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===errors}else
var valid0=!0;if(valid0)if(data.bytes!==void 0){let _errs5=errors;validate46(data.bytes,{instancePath:instancePath+"/byt\
es",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.
errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0}}}}else return validate565.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate565.errors=vErrors,
errors===0}function validate555(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.older_than===void 0&&(missing0=
"older_than")||data.count===void 0&&(missing0="count")||data.bytes===void 0&&(missing0="bytes")||data.checkpoints===void 0&&
(missing0="checkpoints")||data.kinds===void 0&&(missing0="kinds")||data.items===void 0&&(missing0="items"))return validate555.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="older_than"||key0==="count"||key0===
"bytes"||key0==="checkpoints"||key0==="kinds"||key0==="items")){return validate555.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional p\
roperties"}],!1;break}if(_errs1===errors){if(data.older_than!==void 0){let data0=data.older_than,_errs2=errors;if(errors===
_errs2&&errors===_errs2)if(typeof data0=="string"){if(!formats2.validate(data0))return validate555.errors=[{instancePath:instancePath+
"/older_than",keyword:"format",params:{format:"date-time"},message:'must mat\
ch format "date-time"'}],!1}else return validate555.errors=[{instancePath:instancePath+"/older_than",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.count!==void 0){let _errs4=errors;validate48(data.count,{instancePath:instancePath+"/co\
unt",parentData:data,parentDataProperty:"count",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.
errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.bytes!==void 0){let _errs5=errors;
validate46(data.bytes,{instancePath:instancePath+"/bytes",parentData:data,parentDataProperty:"bytes",rootData})||(vErrors=
vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs5===errors}else
var valid0=!0;if(valid0){if(data.checkpoints!==void 0){let _errs6=errors;validate48(data.checkpoints,{instancePath:instancePath+
"/checkpoints",parentData:data,parentDataProperty:"checkpoints",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.
concat(validate48.errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.kinds!==
void 0){let data4=data.kinds,_errs7=errors;if(errors===_errs7)if(Array.isArray(data4)){if(data4.length>4)return validate555.
errors=[{instancePath:instancePath+"/kinds",keyword:"maxItems",params:{limit:4},
message:"must NOT have more than 4 items"}],!1;{var valid1=!0;let len0=data4.length;for(let i0=0;i0<len0;i0++){let _errs9=errors;
validate559(data4[i0],{instancePath:instancePath+"/kinds/"+i0,parentData:data4,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?validate559.errors:vErrors.concat(validate559.errors),errors=vErrors.length);var valid1=_errs9===errors;if(!valid1)
break}}}else return validate555.errors=[{instancePath:instancePath+"/kinds",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0)if(data.
items!==void 0){let data6=data.items,_errs10=errors;if(errors===_errs10)if(Array.isArray(data6)){if(data6.length>1e3)return validate555.
errors=[{instancePath:instancePath+"/items",keyword:"maxItems",params:{limit:1e3},
message:"must NOT have more than 1000 items"}],!1;{var valid2=!0;let len1=data6.length;for(let i1=0;i1<len1;i1++){let _errs12=errors;
validate565(data6[i1],{instancePath:instancePath+"/items/"+i1,parentData:data6,parentDataProperty:i1,rootData})||(vErrors=
vErrors===null?validate565.errors:vErrors.concat(validate565.errors),errors=vErrors.length);var valid2=_errs12===errors;
if(!valid2)break}}}else return validate555.errors=[{instancePath:instancePath+"/items",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs10===errors}else var valid0=!0}}}}}}}else
return validate555.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate555.errors=vErrors,errors===0}var Health=validate569,schema183={type:"object",additionalProperties:!1,
required:["status"],properties:{status:{type:"string",enum:["ok"]}}};function validate569(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(
data)){let missing0;if(data.status===void 0&&(missing0="status"))return validate569.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;
{let _errs1=errors;for(let key0 in data)if(key0!=="status"){return validate569.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional prope\
rties"}],!1;break}if(_errs1===errors&&data.status!==void 0){let data0=data.status;if(typeof data0!="string")return validate569.
errors=[{instancePath:instancePath+"/status",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;if(data0!=="ok")return validate569.errors=[{instancePath:instancePath+"/status",keyword:"enum",params:{allowedValues:schema183.properties.status.enum},message:"must be equal \
to one of the allowed values"}],!1}}}else return validate569.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate569.errors=vErrors,errors===0}var ComponentsHealth=validate570;var schema185={type:"string",enum:["ok","degraded","critical"]};function validate571(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;return typeof data!="string"?(validate571.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1):data==="ok"||data==="degraded"||data==="cri\
tical"?(validate571.errors=vErrors,errors===0):(validate571.errors=[{instancePath,keyword:"enum",params:{
allowedValues:schema185.enum},message:"must be equal to one of the allowed values"}],!1)}var schema186={type:"object",additionalProperties:!1,
required:["id","display_name","status","observed_at","description","metrics","issues","last_error"],properties:{id:{type:"\
string",enum:["database","object_store","function","hub"]},display_name:{type:"string",maxLength:100},status:{$ref:"#/co\
mponents/schemas/ComponentStatus"},observed_at:{type:"string",format:"date-time"},description:{type:"string",maxLength:500},
metrics:{type:"object",additionalProperties:!1,required:["latency_seconds","failures"],properties:{latency_seconds:{type:"\
number",minimum:0},failures:{type:"integer",minimum:0}}},issues:{type:"array",maxItems:10,items:{$ref:"#/components/sche\
mas/ComponentIssue"}},timeline:{type:"array",maxItems:1440,items:{$ref:"#/components/schemas/TimelineEntry"}},last_error:{
type:"object",nullable:!0,additionalProperties:!1,required:["message","at"],properties:{message:{type:"string",maxLength:200},
at:{type:"string",format:"date-time"}}}}},schema187={type:"object",additionalProperties:!1,required:["code","severity","\
summary"],properties:{code:{$ref:"#/components/schemas/ComponentStatus"},severity:{type:"string",enum:["warning","error"]},
summary:{type:"string",maxLength:200}}};function validate575(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.code===
void 0&&(missing0="code")||data.severity===void 0&&(missing0="severity")||data.summary===void 0&&(missing0="summary"))return validate575.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="code"||key0==="severity"||key0===
"summary")){return validate575.errors=[{instancePath,keyword:"additionalProperties",
params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.code!==
void 0){let _errs2=errors;validate571(data.code,{instancePath:instancePath+"/code",parentData:data,parentDataProperty:"c\
ode",rootData})||(vErrors=vErrors===null?validate571.errors:vErrors.concat(validate571.errors),errors=vErrors.length);var valid0=_errs2===
errors}else var valid0=!0;if(valid0){if(data.severity!==void 0){let data1=data.severity,_errs3=errors;if(typeof data1!="\
string")return validate575.errors=[{instancePath:instancePath+"/severity",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;if(!(data1==="warning"||data1==="error"))return validate575.errors=
[{instancePath:instancePath+"/severity",keyword:"enum",params:{allowedValues:schema187.
properties.severity.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs3===errors}else var valid0=!0;
if(valid0)if(data.summary!==void 0){let data2=data.summary,_errs5=errors;if(errors===_errs5)if(typeof data2=="string"){if(func2(
data2)>200)return validate575.errors=[{instancePath:instancePath+"/summary",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1}else return validate575.errors=
[{instancePath:instancePath+"/summary",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}}else return validate575.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate575.errors=vErrors,errors===0}
var schema188={type:"object",additionalProperties:!1,required:["bucket","value","unit","failures"],properties:{bucket:{type:"\
string",format:"date-time"},value:{type:"number",minimum:0},unit:{type:"string",enum:["seconds"]},failures:{type:"intege\
r",minimum:0}}};function validate578(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.bucket===void 0&&(missing0=
"bucket")||data.value===void 0&&(missing0="value")||data.unit===void 0&&(missing0="unit")||data.failures===void 0&&(missing0=
"failures"))return validate578.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="bucket"||
key0==="value"||key0==="unit"||key0==="failures")){return validate578.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],
!1;break}if(_errs1===errors){if(data.bucket!==void 0){let data0=data.bucket,_errs2=errors;if(errors===_errs2&&errors===_errs2)
if(typeof data0=="string"){if(!formats2.validate(data0))return validate578.errors=[{instancePath:instancePath+"/bucket",
keyword:"format",params:{format:"date-time"},message:'must match format "date-ti\
me"'}],!1}else return validate578.errors=[{instancePath:instancePath+"/bucket",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.
value!==void 0){let data1=data.value,_errs4=errors;if(errors===_errs4)if(typeof data1=="number"){if(data1<0||isNaN(data1))
return validate578.errors=[{instancePath:instancePath+"/value",keyword:"minimum",
params:{comparison:">=",limit:0},message:"must be >= 0"}],!1}else return validate578.errors=[{instancePath:instancePath+
"/value",keyword:"type",params:{type:"number"},message:"must be number"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.unit!==void 0){let data2=data.unit,_errs6=errors;if(typeof data2!="string")
return validate578.errors=[{instancePath:instancePath+"/unit",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;if(data2!=="seconds")return validate578.errors=[{instancePath:instancePath+
"/unit",keyword:"enum",params:{allowedValues:schema188.properties.unit.enum},message:"\
must be equal to one of the allowed values"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.failures!==
void 0){let data3=data.failures,_errs8=errors;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(data3)))return validate578.
errors=[{instancePath:instancePath+"/failures",keyword:"type",params:{type:"inte\
ger"},message:"must be integer"}],!1;if(errors===_errs8&&typeof data3=="number"&&(data3<0||isNaN(data3)))return validate578.
errors=[{instancePath:instancePath+"/failures",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"}],!1;var valid0=_errs8===errors}else var valid0=!0}}}}}else return validate578.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate578.
errors=vErrors,errors===0}function validate573(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.id===void 0&&(missing0=
"id")||data.display_name===void 0&&(missing0="display_name")||data.status===void 0&&(missing0="status")||data.observed_at===
void 0&&(missing0="observed_at")||data.description===void 0&&(missing0="description")||data.metrics===void 0&&(missing0=
"metrics")||data.issues===void 0&&(missing0="issues")||data.last_error===void 0&&(missing0="last_error"))return validate573.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema186.properties,key0)){
return validate573.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.id!==void 0){let data0=data.id,_errs2=errors;
if(typeof data0!="string")return validate573.errors=[{instancePath:instancePath+"/id",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(!(data0==="database"||data0==="object_store"||data0===
"function"||data0==="hub"))return validate573.errors=[{instancePath:instancePath+"/id",keyword:"enum",params:{allowedValues:schema186.properties.id.enum},message:"must be equal to one of the allowed values"}],
!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.display_name!==void 0){let data1=data.display_name,_errs4=errors;
if(errors===_errs4)if(typeof data1=="string"){if(func2(data1)>100)return validate573.errors=[{instancePath:instancePath+
"/display_name",keyword:"maxLength",params:{limit:100},message:"must NO\
T have more than 100 characters"}],!1}else return validate573.errors=[{instancePath:instancePath+"/display_name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.status!==void 0){let _errs6=errors;validate571(data.status,{instancePath:instancePath+
"/status",parentData:data,parentDataProperty:"status",rootData})||(vErrors=vErrors===null?validate571.errors:vErrors.concat(
validate571.errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.observed_at!==
void 0){let data3=data.observed_at,_errs7=errors;if(errors===_errs7&&errors===_errs7)if(typeof data3=="string"){if(!formats2.
validate(data3))return validate573.errors=[{instancePath:instancePath+"/observed_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate573.
errors=[{instancePath:instancePath+"/observed_at",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.description!==void 0){
let data4=data.description,_errs9=errors;if(errors===_errs9)if(typeof data4=="string"){if(func2(data4)>500)return validate573.
errors=[{instancePath:instancePath+"/description",keyword:"maxLength",params:{
limit:500},message:"must NOT have more than 500 characters"}],!1}else return validate573.errors=[{instancePath:instancePath+
"/description",keyword:"type",params:{type:"string"},message:"must be string"}],
!1;var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.metrics!==void 0){let data5=data.metrics,_errs11=errors;
if(errors===_errs11)if(data5&&typeof data5=="object"&&!Array.isArray(data5)){let missing1;if(data5.latency_seconds===void 0&&
(missing1="latency_seconds")||data5.failures===void 0&&(missing1="failures"))return validate573.errors=[{instancePath:instancePath+
"/metrics",keyword:"required",params:{missingProperty:missing1},message:"must\
 have required property '"+missing1+"'"}],!1;{let _errs13=errors;for(let key1 in data5)if(!(key1==="latency_seconds"||key1===
"failures")){return validate573.errors=[{instancePath:instancePath+"/metrics",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional propertie\
s"}],!1;break}if(_errs13===errors){if(data5.latency_seconds!==void 0){let data6=data5.latency_seconds,_errs14=errors;if(errors===
_errs14)if(typeof data6=="number"){if(data6<0||isNaN(data6))return validate573.errors=[{instancePath:instancePath+"/metr\
ics/latency_seconds",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"}],!1}else return validate573.errors=[{instancePath:instancePath+"/metrics/latency_se\
conds",keyword:"type",params:{type:"number"},message:"\
must be number"}],!1;var valid1=_errs14===errors}else var valid1=!0;if(valid1)if(data5.failures!==void 0){let data7=data5.
failures,_errs16=errors;if(!(typeof data7=="number"&&!(data7%1)&&!isNaN(data7)))return validate573.errors=[{instancePath:instancePath+
"/metrics/failures",keyword:"type",params:{type:"integer"},message:"\
must be integer"}],!1;if(errors===_errs16&&typeof data7=="number"&&(data7<0||isNaN(data7)))return validate573.errors=[{instancePath:instancePath+
"/metrics/failures",keyword:"minimum",params:{comparison:"\
>=",limit:0},message:"must be >= 0"}],!1;var valid1=_errs16===errors}else var valid1=!0}}}else return validate573.errors=
[{instancePath:instancePath+"/metrics",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs11===errors}else var valid0=!0;if(valid0){if(data.issues!==void 0){let data8=data.issues,
_errs18=errors;if(errors===_errs18)if(Array.isArray(data8)){if(data8.length>10)return validate573.errors=[{instancePath:instancePath+
"/issues",keyword:"maxItems",params:{limit:10},message:"must NOT have more tha\
n 10 items"}],!1;{var valid2=!0;let len0=data8.length;for(let i0=0;i0<len0;i0++){let _errs20=errors;validate575(data8[i0],
{instancePath:instancePath+"/issues/"+i0,parentData:data8,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate575.
errors:vErrors.concat(validate575.errors),errors=vErrors.length);var valid2=_errs20===errors;if(!valid2)break}}}else return validate573.
errors=[{instancePath:instancePath+"/issues",keyword:"type",params:{type:"array"},
message:"must be array"}],!1;var valid0=_errs18===errors}else var valid0=!0;if(valid0){if(data.timeline!==void 0){let data10=data.
timeline,_errs21=errors;if(errors===_errs21)if(Array.isArray(data10)){if(data10.length>1440)return validate573.errors=[{
instancePath:instancePath+"/timeline",keyword:"maxItems",params:{limit:1440},
message:"must NOT have more than 1440 items"}],!1;{var valid3=!0;let len1=data10.length;for(let i1=0;i1<len1;i1++){let _errs23=errors;
validate578(data10[i1],{instancePath:instancePath+"/timeline/"+i1,parentData:data10,parentDataProperty:i1,rootData})||(vErrors=
vErrors===null?validate578.errors:vErrors.concat(validate578.errors),errors=vErrors.length);var valid3=_errs23===errors;
if(!valid3)break}}}else return validate573.errors=[{instancePath:instancePath+"/timeline",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs21===errors}else var valid0=!0;
if(valid0)if(data.last_error!==void 0){let data12=data.last_error,_errs24=errors;if(!(data12&&typeof data12=="object"&&!Array.
isArray(data12))&&data12!==null)return validate573.errors=[{instancePath:instancePath+"/last_error",keyword:"type",params:{type:"object"},message:"must be object"}],!1;if(errors===_errs24&&data12&&typeof data12==
"object"&&!Array.isArray(data12)){let missing2;if(data12.message===void 0&&(missing2="message")||data12.at===void 0&&(missing2=
"at"))return validate573.errors=[{instancePath:instancePath+"/last_error",keyword:"required",params:{missingProperty:missing2},message:"must have required property '"+missing2+"'"}],!1;{let _errs27=errors;
for(let key2 in data12)if(!(key2==="message"||key2==="at")){return validate573.errors=[{instancePath:instancePath+"/last\
_error",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}if(_errs27===errors){if(data12.message!==void 0){let data13=data12.
message,_errs28=errors;if(errors===_errs28)if(typeof data13=="string"){if(func2(data13)>200)return validate573.errors=[{
instancePath:instancePath+"/last_error/message",keyword:"\
maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1}else return validate573.errors=[{instancePath:instancePath+
"/last_error/message",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;var valid4=_errs28===errors}else var valid4=!0;if(valid4)if(data12.at!==void 0){let data14=data12.
at,_errs30=errors;if(errors===_errs30&&errors===_errs30)if(typeof data14=="string"){if(!formats2.validate(data14))return validate573.
errors=[{instancePath:instancePath+"/last_error/at",keyword:"f\
ormat",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate573.errors=[{instancePath:instancePath+
"/last_error/at",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid4=_errs30===errors}else var valid4=!0}}}var valid0=_errs24===errors}else var valid0=!0}}}}}}}}}}else
return validate573.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate573.errors=vErrors,errors===0}function validate581(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.depth===void 0&&(missing0="depth")||data.oldest_pending_seconds===
void 0&&(missing0="oldest_pending_seconds"))return validate581.errors=[{instancePath,keyword:"re\
quired",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="depth"||key0==="oldest_pending_seconds")){return validate581.errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],
!1;break}if(_errs1===errors){if(data.depth!==void 0){let data0=data.depth,_errs2=errors;if(!(typeof data0=="number"&&!(data0%
1)&&!isNaN(data0))&&data0!==null)return validate581.errors=[{instancePath:instancePath+"/depth",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs2&&typeof data0=="nu\
mber"&&(data0<0||isNaN(data0)))return validate581.errors=[{instancePath:instancePath+"/depth",keyword:"minimum",params:{comparison:">=",limit:0},message:"must be >= 0"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0)if(data.oldest_pending_seconds!==void 0){let data1=data.oldest_pending_seconds,_errs5=errors;if(typeof data1!=
"number"&&data1!==null)return validate581.errors=[{instancePath:instancePath+"/oldest_pending_seconds",keyword:"type",params:{type:"number"},message:"must be number"}],!1;if(errors===_errs5&&
typeof data1=="number"&&(data1<0||isNaN(data1)))return validate581.errors=[{instancePath:instancePath+"/oldest_pending_s\
econds",keyword:"minimum",params:{comparison:">=",limit:0},message:"\
must be >= 0"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}else return validate581.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate581.errors=vErrors,errors===0}
function validate570(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.status===void 0&&(missing0="status")||data.
generated_at===void 0&&(missing0="generated_at")||data.window_minutes===void 0&&(missing0="window_minutes")||data.components===
void 0&&(missing0="components")||data.queue===void 0&&(missing0="queue"))return validate570.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="status"||key0==="generated_at"||key0==="window_minutes"||key0===
"components"||key0==="queue")){return validate570.errors=[{instancePath,keyword:"add\
itionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.status!==void 0){let _errs2=errors;validate571(data.status,{instancePath:instancePath+"/status",parentData:data,
parentDataProperty:"status",rootData})||(vErrors=vErrors===null?validate571.errors:vErrors.concat(validate571.errors),errors=
vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.generated_at!==void 0){let data1=data.generated_at,
_errs3=errors;if(errors===_errs3&&errors===_errs3)if(typeof data1=="string"){if(!formats2.validate(data1))return validate570.
errors=[{instancePath:instancePath+"/generated_at",keyword:"format",params:{
format:"date-time"},message:'must match format "date-time"'}],!1}else return validate570.errors=[{instancePath:instancePath+
"/generated_at",keyword:"type",params:{type:"string"},message:"must be strin\
g"}],!1;var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.window_minutes!==void 0){let data2=data.window_minutes,
_errs5=errors;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2)))return validate570.errors=[{instancePath:instancePath+
"/window_minutes",keyword:"type",params:{type:"integer"},message:"must be \
integer"}],!1;if(errors===_errs5&&typeof data2=="number"){if(data2>1440||isNaN(data2))return validate570.errors=[{instancePath:instancePath+
"/window_minutes",keyword:"maximum",params:{comparison:"<=",limit:1440},
message:"must be <= 1440"}],!1;if(data2<5||isNaN(data2))return validate570.errors=[{instancePath:instancePath+"/window_m\
inutes",keyword:"minimum",params:{comparison:">=",limit:5},message:"mus\
t be >= 5"}],!1}var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.components!==void 0){let data3=data.components,
_errs7=errors;if(errors===_errs7)if(Array.isArray(data3)){if(data3.length>10)return validate570.errors=[{instancePath:instancePath+
"/components",keyword:"maxItems",params:{limit:10},message:"must NOT have \
more than 10 items"}],!1;{var valid1=!0;let len0=data3.length;for(let i0=0;i0<len0;i0++){let _errs9=errors;validate573(data3[i0],
{instancePath:instancePath+"/components/"+i0,parentData:data3,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?
validate573.errors:vErrors.concat(validate573.errors),errors=vErrors.length);var valid1=_errs9===errors;if(!valid1)break}}}else
return validate570.errors=[{instancePath:instancePath+"/components",keyword:"t\
ype",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0)if(data.
queue!==void 0){let _errs10=errors;validate581(data.queue,{instancePath:instancePath+"/queue",parentData:data,parentDataProperty:"\
queue",rootData})||(vErrors=vErrors===null?validate581.errors:vErrors.concat(validate581.errors),errors=vErrors.length);
var valid0=_errs10===errors}else var valid0=!0}}}}}}else return validate570.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate570.errors=vErrors,errors===0}var IngestStatistics=validate583;function validate584(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.start===void 0&&(missing0="start")||data.completed===
void 0&&(missing0="completed")||data.rejected===void 0&&(missing0="rejected")||data.failed===void 0&&(missing0="failed")||
data.bytes===void 0&&(missing0="bytes"))return validate584.errors=[{instancePath,keyword:"requir\
ed",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="start"||key0==="completed"||key0==="rejected"||key0==="failed"||key0==="bytes")){return validate584.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.start!==void 0){let data0=data.start,_errs2=errors;
if(errors===_errs2&&errors===_errs2)if(typeof data0=="string"){if(!formats2.validate(data0))return validate584.errors=[{
instancePath:instancePath+"/start",keyword:"format",params:{format:"date-time"},message:'\
must match format "date-time"'}],!1}else return validate584.errors=[{instancePath:instancePath+"/start",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.completed!==void 0){let _errs4=errors;validate48(data.completed,{instancePath:instancePath+
"/completed",parentData:data,parentDataProperty:"completed",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.
concat(validate48.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.rejected!==
void 0){let _errs5=errors;validate48(data.rejected,{instancePath:instancePath+"/rejected",parentData:data,parentDataProperty:"\
rejected",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=vErrors.length);
var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.failed!==void 0){let _errs6=errors;validate48(data.failed,
{instancePath:instancePath+"/failed",parentData:data,parentDataProperty:"failed",rootData})||(vErrors=vErrors===null?validate48.
errors:vErrors.concat(validate48.errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0;if(valid0)
if(data.bytes!==void 0){let _errs7=errors;validate46(data.bytes,{instancePath:instancePath+"/bytes",parentData:data,parentDataProperty:"\
bytes",rootData})||(vErrors=vErrors===null?validate46.errors:vErrors.concat(validate46.errors),errors=vErrors.length);var valid0=_errs7===
errors}else var valid0=!0}}}}}}else return validate584.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate584.errors=vErrors,errors===0}function validate583(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){let missing0;if(data.hours===void 0&&(missing0="hours")||data.failures===void 0&&(missing0="failur\
es"))return validate583.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="hours"||key0===
"failures")){return validate583.errors=[{instancePath,keyword:"additionalProperties",
params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.hours!==
void 0){let data0=data.hours,_errs2=errors;if(errors===_errs2)if(Array.isArray(data0)){if(data0.length>169)return validate583.
errors=[{instancePath:instancePath+"/hours",keyword:"maxItems",params:{limit:169},
message:"must NOT have more than 169 items"}],!1;{var valid1=!0;let len0=data0.length;for(let i0=0;i0<len0;i0++){let _errs4=errors;
validate584(data0[i0],{instancePath:instancePath+"/hours/"+i0,parentData:data0,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?validate584.errors:vErrors.concat(validate584.errors),errors=vErrors.length);var valid1=_errs4===errors;if(!valid1)
break}}}else return validate583.errors=[{instancePath:instancePath+"/hours",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.
failures!==void 0){let data2=data.failures,_errs5=errors;if(errors===_errs5)if(Array.isArray(data2)){if(data2.length>50)
return validate583.errors=[{instancePath:instancePath+"/failures",keyword:"m\
axItems",params:{limit:50},message:"must NOT have more than 50 items"}],!1;{var valid2=!0;let len1=data2.length;for(let i1=0;i1<
len1;i1++){let _errs7=errors;validate428(data2[i1],{instancePath:instancePath+"/failures/"+i1,parentData:data2,parentDataProperty:i1,
rootData})||(vErrors=vErrors===null?validate428.errors:vErrors.concat(validate428.errors),errors=vErrors.length);var valid2=_errs7===
errors;if(!valid2)break}}}else return validate583.errors=[{instancePath:instancePath+"/failures",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs5===errors}else var valid0=!0}}}else
return validate583.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate583.errors=vErrors,errors===0}var LicenseCheckResult=validate591;function validate591(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;return typeof data!=
"boolean"?(validate591.errors=[{instancePath,keyword:"type",params:{type:"boolean"},message:"must be\
 boolean"}],!1):(validate591.errors=vErrors,errors===0)}var LineageGraph=validate592;function validate593(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.id===void 0&&(missing0="id")||data.artifact_id===
void 0&&(missing0="artifact_id")||data.name===void 0&&(missing0="name")||data.type===void 0&&(missing0="type")||data.url===
void 0&&(missing0="url")||data.external===void 0&&(missing0="external")||data.source===void 0&&(missing0="source")||data.
metadata===void 0&&(missing0="metadata"))return validate593.errors=[{instancePath,keyword:"requi\
red",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="id"||key0==="artifact_id"||key0==="name"||key0==="type"||key0==="url"||key0==="external"||key0==="source"||
key0==="metadata")){return validate593.errors=[{instancePath,keyword:"additionalProp\
erties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.
id!==void 0){let data0=data.id,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>2e3)return validate593.
errors=[{instancePath:instancePath+"/id",keyword:"maxLength",params:{limit:2e3},message:"\
must NOT have more than 2000 characters"}],!1;if(func2(data0)<1)return validate593.errors=[{instancePath:instancePath+"/\
id",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 char\
acters"}],!1}else return validate593.errors=[{instancePath:instancePath+"/id",keyword:"\
type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.
artifact_id!==void 0){let data1=data.artifact_id,_errs4=errors;if(!(typeof data1=="number"&&!(data1%1)&&!isNaN(data1))&&
data1!==null)return validate593.errors=[{instancePath:instancePath+"/artifact_id",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;if(errors===_errs4&&typeof data1=="number"){if(data1>
9007199254740991||isNaN(data1))return validate593.errors=[{instancePath:instancePath+"/artifact_id",keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= 90071992\
54740991"}],!1;if(data1<1||isNaN(data1))return validate593.errors=[{instancePath:instancePath+"/artifact_id",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data2=data.name,_errs7=errors;if(errors===_errs7)if(typeof data2==
"string"){if(func2(data2)>200)return validate593.errors=[{instancePath:instancePath+"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;if(func2(data2)<
1)return validate593.errors=[{instancePath:instancePath+"/name",keyword:"minLen\
gth",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate593.errors=[{instancePath:instancePath+
"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs7===
errors}else var valid0=!0;if(valid0){if(data.type!==void 0){let _errs9=errors;validate25(data.type,{instancePath:instancePath+
"/type",parentData:data,parentDataProperty:"type",rootData})||(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.
errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.url!==void 0){let _errs10=errors;
validate441(data.url,{instancePath:instancePath+"/url",parentData:data,parentDataProperty:"url",rootData})||(vErrors=vErrors===
null?validate441.errors:vErrors.concat(validate441.errors),errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;
if(valid0){if(data.external!==void 0){let _errs11=errors;if(typeof data.external!="boolean")return validate593.errors=[{
instancePath:instancePath+"/external",keyword:"type",params:{type:"boolean"},message:"\
must be boolean"}],!1;var valid0=_errs11===errors}else var valid0=!0;if(valid0){if(data.source!==void 0){let data6=data.
source,_errs13=errors;if(errors===_errs13)if(typeof data6=="string"){if(func2(data6)>50)return validate593.errors=[{instancePath:instancePath+
"/source",keyword:"maxLength",params:{limit:50},message:"must NOT have more t\
han 50 characters"}],!1}else return validate593.errors=[{instancePath:instancePath+"/source",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs13===errors}else var valid0=!0;
if(valid0)if(data.metadata!==void 0){let data7=data.metadata,_errs15=errors;if(errors===_errs15)if(data7&&typeof data7==
"object"&&!Array.isArray(data7)){let missing1;if(data7.type===void 0&&(missing1="type")||data7.url===void 0&&(missing1="\
url"))return validate593.errors=[{instancePath:instancePath+"/metadata",keyword:"\
required",params:{missingProperty:missing1},message:"must have required property '"+missing1+"'"}],!1;{let _errs17=errors;
for(let key1 in data7)if(!(key1==="type"||key1==="url")){return validate593.errors=[{instancePath:instancePath+"/metadat\
a",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}if(_errs17===errors){if(data7.type!==void 0){let _errs18=errors;
validate25(data7.type,{instancePath:instancePath+"/metadata/type",parentData:data7,parentDataProperty:"type",rootData})||
(vErrors=vErrors===null?validate25.errors:vErrors.concat(validate25.errors),errors=vErrors.length);var valid1=_errs18===
errors}else var valid1=!0;if(valid1)if(data7.url!==void 0){let _errs19=errors;validate441(data7.url,{instancePath:instancePath+
"/metadata/url",parentData:data7,parentDataProperty:"url",rootData})||(vErrors=vErrors===null?validate441.errors:vErrors.
concat(validate441.errors),errors=vErrors.length);var valid1=_errs19===errors}else var valid1=!0}}}else return validate593.
errors=[{instancePath:instancePath+"/metadata",keyword:"type",params:{type:"obje\
ct"},message:"must be object"}],!1;var valid0=_errs15===errors}else var valid0=!0}}}}}}}}}else return validate593.errors=
[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate593.
errors=vErrors,errors===0}var schema195={type:"object",additionalProperties:!1,required:["from_node","to_node","from_nod\
e_artifact_id","to_node_artifact_id","relationship","declared_in"],properties:{from_node:{type:"string",minLength:1,maxLength:2e3},
to_node:{type:"string",minLength:1,maxLength:2e3},from_node_artifact_id:{type:"integer",format:"int64",nullable:!0,minimum:1,
maximum:9007199254740991},to_node_artifact_id:{$ref:"#/components/schemas/ArtifactId"},relationship:{type:"string",enum:[
"base_model","dataset","code"]},declared_in:{type:"array",maxItems:10,items:{type:"string",maxLength:50}}}};function validate599(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.from_node===void 0&&(missing0="from_node")||data.to_node===void 0&&
(missing0="to_node")||data.from_node_artifact_id===void 0&&(missing0="from_node_artifact_id")||data.to_node_artifact_id===
void 0&&(missing0="to_node_artifact_id")||data.relationship===void 0&&(missing0="relationship")||data.declared_in===void 0&&
(missing0="declared_in"))return validate599.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="from_node"||
key0==="to_node"||key0==="from_node_artifact_id"||key0==="to_node_artifact_id"||key0==="relationship"||key0==="declared_\
in")){return validate599.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.from_node!==
void 0){let data0=data.from_node,_errs2=errors;if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>2e3)return validate599.
errors=[{instancePath:instancePath+"/from_node",keyword:"maxLength",params:{
limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(data0)<1)return validate599.errors=[{instancePath:instancePath+
"/from_node",keyword:"minLength",params:{limit:1},message:"must NOT have f\
ewer than 1 characters"}],!1}else return validate599.errors=[{instancePath:instancePath+"/from_node",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else
var valid0=!0;if(valid0){if(data.to_node!==void 0){let data1=data.to_node,_errs4=errors;if(errors===_errs4)if(typeof data1==
"string"){if(func2(data1)>2e3)return validate599.errors=[{instancePath:instancePath+"/to_node",keyword:"maxLength",params:{limit:2e3},message:"must NOT have more than 2000 characters"}],!1;if(func2(
data1)<1)return validate599.errors=[{instancePath:instancePath+"/to_node",keyword:"\
minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate599.errors=[{instancePath:instancePath+
"/to_node",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.from_node_artifact_id!==void 0){let data2=data.from_node_artifact_id,_errs6=errors;
if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(data2))&&data2!==null)return validate599.errors=[{instancePath:instancePath+
"/from_node_artifact_id",keyword:"type",params:{type:"integer"},message:"\
must be integer"}],!1;if(errors===_errs6&&typeof data2=="number"){if(data2>9007199254740991||isNaN(data2))return validate599.
errors=[{instancePath:instancePath+"/from_node_artifact_id",keyword:"\
maximum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= 9007199254740991"}],!1;if(data2<1||isNaN(data2))
return validate599.errors=[{instancePath:instancePath+"/from_node_artifact_id",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs6===errors}else
var valid0=!0;if(valid0){if(data.to_node_artifact_id!==void 0){let _errs9=errors;validate23(data.to_node_artifact_id,{instancePath:instancePath+
"/to_node_artifact_id",parentData:data,parentDataProperty:"to_node_artifact_id",rootData})||(vErrors=vErrors===null?validate23.
errors:vErrors.concat(validate23.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){
if(data.relationship!==void 0){let data4=data.relationship,_errs10=errors;if(typeof data4!="string")return validate599.errors=
[{instancePath:instancePath+"/relationship",keyword:"type",params:{type:"str\
ing"},message:"must be string"}],!1;if(!(data4==="base_model"||data4==="dataset"||data4==="code"))return validate599.errors=
[{instancePath:instancePath+"/relationship",keyword:"enum",params:{allowedValues:schema195.
properties.relationship.enum},message:"must be equal to one of the allowed values"}],!1;var valid0=_errs10===errors}else
var valid0=!0;if(valid0)if(data.declared_in!==void 0){let data5=data.declared_in,_errs12=errors;if(errors===_errs12)if(Array.
isArray(data5)){if(data5.length>10)return validate599.errors=[{instancePath:instancePath+"/declared_in",keyword:"maxItems",params:{limit:10},message:"must NOT have more than 10 items"}],!1;{var valid1=!0;
let len0=data5.length;for(let i0=0;i0<len0;i0++){let data6=data5[i0],_errs14=errors;if(errors===_errs14)if(typeof data6==
"string"){if(func2(data6)>50)return validate599.errors=[{instancePath:instancePath+"/declared_in/"+i0,keyword:"maxLength",params:{limit:50},message:"must NOT have more than 50 characters"}],
!1}else return validate599.errors=[{instancePath:instancePath+"/declared_in/"+i0,keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid1=_errs14===errors;if(!valid1)break}}}else
return validate599.errors=[{instancePath:instancePath+"/declared_in",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs12===errors}else var valid0=!0}}}}}}}else return validate599.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate599.
errors=vErrors,errors===0}function validate592(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.nodes===void 0&&(missing0=
"nodes")||data.edges===void 0&&(missing0="edges")||data.truncated===void 0&&(missing0="truncated"))return validate592.errors=
[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required \
property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="nodes"||key0==="edges"||key0==="trunc\
ated")){return validate592.errors=[{instancePath,keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.nodes!==void 0){
let data0=data.nodes,_errs2=errors;if(errors===_errs2)if(Array.isArray(data0)){if(data0.length>1e6)return validate592.errors=
[{instancePath:instancePath+"/nodes",keyword:"maxItems",params:{limit:1e6},message:"\
must NOT have more than 1000000 items"}],!1;{var valid1=!0;let len0=data0.length;for(let i0=0;i0<len0;i0++){let _errs4=errors;
validate593(data0[i0],{instancePath:instancePath+"/nodes/"+i0,parentData:data0,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?validate593.errors:vErrors.concat(validate593.errors),errors=vErrors.length);var valid1=_errs4===errors;if(!valid1)
break}}}else return validate592.errors=[{instancePath:instancePath+"/nodes",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.
edges!==void 0){let data2=data.edges,_errs5=errors;if(errors===_errs5)if(Array.isArray(data2)){if(data2.length>1e6)return validate592.
errors=[{instancePath:instancePath+"/edges",keyword:"maxItems",params:{limit:1e6},
message:"must NOT have more than 1000000 items"}],!1;{var valid2=!0;let len1=data2.length;for(let i1=0;i1<len1;i1++){let _errs7=errors;
validate599(data2[i1],{instancePath:instancePath+"/edges/"+i1,parentData:data2,parentDataProperty:i1,rootData})||(vErrors=
vErrors===null?validate599.errors:vErrors.concat(validate599.errors),errors=vErrors.length);var valid2=_errs7===errors;if(!valid2)
break}}}else return validate592.errors=[{instancePath:instancePath+"/edges",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0)if(data.
truncated!==void 0){let _errs8=errors;if(typeof data.truncated!="boolean")return validate592.errors=[{instancePath:instancePath+
"/truncated",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],
!1;var valid0=_errs8===errors}else var valid0=!0}}}}else return validate592.errors=[{instancePath,keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;return validate592.errors=vErrors,errors===0}var ModelRating=validate602;
function validate602(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.name===void 0&&(missing0="name")||data.category===
void 0&&(missing0="category")||data.net_score===void 0&&(missing0="net_score")||data.net_score_latency===void 0&&(missing0=
"net_score_latency")||data.ramp_up_time===void 0&&(missing0="ramp_up_time")||data.ramp_up_time_latency===void 0&&(missing0=
"ramp_up_time_latency")||data.bus_factor===void 0&&(missing0="bus_factor")||data.bus_factor_latency===void 0&&(missing0=
"bus_factor_latency")||data.performance_claims===void 0&&(missing0="performance_claims")||data.performance_claims_latency===
void 0&&(missing0="performance_claims_latency")||data.license===void 0&&(missing0="license")||data.license_latency===void 0&&
(missing0="license_latency")||data.dataset_and_code_score===void 0&&(missing0="dataset_and_code_score")||data.dataset_and_code_score_latency===
void 0&&(missing0="dataset_and_code_score_latency")||data.dataset_quality===void 0&&(missing0="dataset_quality")||data.dataset_quality_latency===
void 0&&(missing0="dataset_quality_latency")||data.code_quality===void 0&&(missing0="code_quality")||data.code_quality_latency===
void 0&&(missing0="code_quality_latency")||data.reproducibility===void 0&&(missing0="reproducibility")||data.reproducibility_latency===
void 0&&(missing0="reproducibility_latency")||data.reviewedness===void 0&&(missing0="reviewedness")||data.reviewedness_latency===
void 0&&(missing0="reviewedness_latency")||data.tree_score===void 0&&(missing0="tree_score")||data.tree_score_latency===
void 0&&(missing0="tree_score_latency")||data.size_score===void 0&&(missing0="size_score")||data.size_score_latency===void 0&&
(missing0="size_score_latency")||data.rating_details===void 0&&(missing0="rating_details"))return validate602.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!func15.call(schema73.properties,key0)){return validate602.errors=[{
instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.name!==void 0){let data0=data.name,_errs2=errors;
if(errors===_errs2)if(typeof data0=="string"){if(func2(data0)>200)return validate602.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1}else return validate602.errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.category!==void 0){let data1=data.category,_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){if(func2(
data1)>50)return validate602.errors=[{instancePath:instancePath+"/category",keyword:"maxLength",params:{limit:50},message:"must NOT have more than 50 characters"}],!1}else return validate602.errors=
[{instancePath:instancePath+"/category",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0){if(data.net_score!==void 0){let _errs6=errors;
validate175(data.net_score,{instancePath:instancePath+"/net_score",parentData:data,parentDataProperty:"net_score",rootData})||
(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs6===
errors}else var valid0=!0;if(valid0){if(data.net_score_latency!==void 0){let _errs7=errors;validate177(data.net_score_latency,
{instancePath:instancePath+"/net_score_latency",parentData:data,parentDataProperty:"net_score_latency",rootData})||(vErrors=
vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs7===errors}else
var valid0=!0;if(valid0){if(data.ramp_up_time!==void 0){let _errs8=errors;validate175(data.ramp_up_time,{instancePath:instancePath+
"/ramp_up_time",parentData:data,parentDataProperty:"ramp_up_time",rootData})||(vErrors=vErrors===null?validate175.errors:
vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.
ramp_up_time_latency!==void 0){let _errs9=errors;validate177(data.ramp_up_time_latency,{instancePath:instancePath+"/ramp\
_up_time_latency",parentData:data,parentDataProperty:"ramp_up_time_latency",rootData})||(vErrors=vErrors===null?validate177.
errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs9===errors}else var valid0=!0;if(valid0){
if(data.bus_factor!==void 0){let _errs10=errors;validate175(data.bus_factor,{instancePath:instancePath+"/bus_factor",parentData:data,
parentDataProperty:"bus_factor",rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),
errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.bus_factor_latency!==void 0){let _errs11=errors;
validate177(data.bus_factor_latency,{instancePath:instancePath+"/bus_factor_latency",parentData:data,parentDataProperty:"\
bus_factor_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.
length);var valid0=_errs11===errors}else var valid0=!0;if(valid0){if(data.performance_claims!==void 0){let _errs12=errors;
validate175(data.performance_claims,{instancePath:instancePath+"/performance_claims",parentData:data,parentDataProperty:"\
performance_claims",rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.
length);var valid0=_errs12===errors}else var valid0=!0;if(valid0){if(data.performance_claims_latency!==void 0){let _errs13=errors;
validate177(data.performance_claims_latency,{instancePath:instancePath+"/performance_claims_latency",parentData:data,parentDataProperty:"\
performance_claims_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=
vErrors.length);var valid0=_errs13===errors}else var valid0=!0;if(valid0){if(data.license!==void 0){let _errs14=errors;validate175(
data.license,{instancePath:instancePath+"/license",parentData:data,parentDataProperty:"license",rootData})||(vErrors=vErrors===
null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs14===errors}else var valid0=!0;
if(valid0){if(data.license_latency!==void 0){let _errs15=errors;validate177(data.license_latency,{instancePath:instancePath+
"/license_latency",parentData:data,parentDataProperty:"license_latency",rootData})||(vErrors=vErrors===null?validate177.
errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs15===errors}else var valid0=!0;if(valid0){
if(data.dataset_and_code_score!==void 0){let _errs16=errors;validate175(data.dataset_and_code_score,{instancePath:instancePath+
"/dataset_and_code_score",parentData:data,parentDataProperty:"dataset_and_code_score",rootData})||(vErrors=vErrors===null?
validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs16===errors}else var valid0=!0;
if(valid0){if(data.dataset_and_code_score_latency!==void 0){let _errs17=errors;validate177(data.dataset_and_code_score_latency,
{instancePath:instancePath+"/dataset_and_code_score_latency",parentData:data,parentDataProperty:"dataset_and_code_score_\
latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);
var valid0=_errs17===errors}else var valid0=!0;if(valid0){if(data.dataset_quality!==void 0){let _errs18=errors;validate175(
data.dataset_quality,{instancePath:instancePath+"/dataset_quality",parentData:data,parentDataProperty:"dataset_quality",
rootData})||(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs18===
errors}else var valid0=!0;if(valid0){if(data.dataset_quality_latency!==void 0){let _errs19=errors;validate177(data.dataset_quality_latency,
{instancePath:instancePath+"/dataset_quality_latency",parentData:data,parentDataProperty:"dataset_quality_latency",rootData})||
(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs19===
errors}else var valid0=!0;if(valid0){if(data.code_quality!==void 0){let _errs20=errors;validate175(data.code_quality,{instancePath:instancePath+
"/code_quality",parentData:data,parentDataProperty:"code_quality",rootData})||(vErrors=vErrors===null?validate175.errors:
vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs20===errors}else var valid0=!0;if(valid0){if(data.
code_quality_latency!==void 0){let _errs21=errors;validate177(data.code_quality_latency,{instancePath:instancePath+"/cod\
e_quality_latency",parentData:data,parentDataProperty:"code_quality_latency",rootData})||(vErrors=vErrors===null?validate177.
errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs21===errors}else var valid0=!0;if(valid0){
if(data.reproducibility!==void 0){let _errs22=errors;validate175(data.reproducibility,{instancePath:instancePath+"/repro\
ducibility",parentData:data,parentDataProperty:"reproducibility",rootData})||(vErrors=vErrors===null?validate175.errors:
vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs22===errors}else var valid0=!0;if(valid0){if(data.
reproducibility_latency!==void 0){let _errs23=errors;validate177(data.reproducibility_latency,{instancePath:instancePath+
"/reproducibility_latency",parentData:data,parentDataProperty:"reproducibility_latency",rootData})||(vErrors=vErrors===null?
validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs23===errors}else var valid0=!0;
if(valid0){if(data.reviewedness!==void 0){let data20=data.reviewedness,_errs24=errors;if(errors===_errs24)if(typeof data20==
"number"){if(data20>1||isNaN(data20))return validate602.errors=[{instancePath:instancePath+"/reviewedness",keyword:"maximum",params:{comparison:"<=",limit:1},message:"must be <= 1"}],!1;if(data20<
-1||isNaN(data20))return validate602.errors=[{instancePath:instancePath+"/reviewedness",keyword:"minimum",params:{comparison:">=",limit:-1},message:"must be >= -1"}],!1}else return validate602.
errors=[{instancePath:instancePath+"/reviewedness",keyword:"type",params:{type:"\
number"},message:"must be number"}],!1;var valid0=_errs24===errors}else var valid0=!0;if(valid0){if(data.reviewedness_latency!==
void 0){let _errs26=errors;validate177(data.reviewedness_latency,{instancePath:instancePath+"/reviewedness_latency",parentData:data,
parentDataProperty:"reviewedness_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.
errors),errors=vErrors.length);var valid0=_errs26===errors}else var valid0=!0;if(valid0){if(data.tree_score!==void 0){let _errs27=errors;
validate175(data.tree_score,{instancePath:instancePath+"/tree_score",parentData:data,parentDataProperty:"tree_score",rootData})||
(vErrors=vErrors===null?validate175.errors:vErrors.concat(validate175.errors),errors=vErrors.length);var valid0=_errs27===
errors}else var valid0=!0;if(valid0){if(data.tree_score_latency!==void 0){let _errs28=errors;validate177(data.tree_score_latency,
{instancePath:instancePath+"/tree_score_latency",parentData:data,parentDataProperty:"tree_score_latency",rootData})||(vErrors=
vErrors===null?validate177.errors:vErrors.concat(validate177.errors),errors=vErrors.length);var valid0=_errs28===errors}else
var valid0=!0;if(valid0){if(data.size_score!==void 0){let _errs29=errors;validate198(data.size_score,{instancePath:instancePath+
"/size_score",parentData:data,parentDataProperty:"size_score",rootData})||(vErrors=vErrors===null?validate198.errors:vErrors.
concat(validate198.errors),errors=vErrors.length);var valid0=_errs29===errors}else var valid0=!0;if(valid0){if(data.size_score_latency!==
void 0){let _errs30=errors;validate177(data.size_score_latency,{instancePath:instancePath+"/size_score_latency",parentData:data,
parentDataProperty:"size_score_latency",rootData})||(vErrors=vErrors===null?validate177.errors:vErrors.concat(validate177.
errors),errors=vErrors.length);var valid0=_errs30===errors}else var valid0=!0;if(valid0)if(data.rating_details!==void 0){
let _errs31=errors;validate205(data.rating_details,{instancePath:instancePath+"/rating_details",parentData:data,parentDataProperty:"\
rating_details",rootData})||(vErrors=vErrors===null?validate205.errors:vErrors.concat(validate205.errors),errors=vErrors.
length);var valid0=_errs31===errors}else var valid0=!0}}}}}}}}}}}}}}}}}}}}}}}}}}}}else return validate602.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate602.errors=vErrors,
errors===0}var RerateReport=validate627;function validate632(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.policy_version===void 0&&(missing0="policy_\
version")||data.net_score===void 0&&(missing0="net_score")||data.admitted===void 0&&(missing0="admitted"))return validate632.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="policy_version"||key0==="net_s\
core"||key0==="admitted")){return validate632.errors=[{instancePath,keyword:"additio\
nalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){
if(data.policy_version!==void 0){let _errs2=errors;validate142(data.policy_version,{instancePath:instancePath+"/policy_v\
ersion",parentData:data,parentDataProperty:"policy_version",rootData})||(vErrors=vErrors===null?validate142.errors:vErrors.
concat(validate142.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.net_score!==
void 0){let _errs3=errors;validate138(data.net_score,{instancePath:instancePath+"/net_score",parentData:data,parentDataProperty:"\
net_score",rootData})||(vErrors=vErrors===null?validate138.errors:vErrors.concat(validate138.errors),errors=vErrors.length);
var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.admitted!==void 0){let _errs4=errors;if(typeof data.admitted!=
"boolean")return validate632.errors=[{instancePath:instancePath+"/admitted",keyword:"\
type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs4===errors}else var valid0=!0}}}}else return validate632.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate632.
errors=vErrors,errors===0}function validate637(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.metric===void 0&&(missing0="metric")||data.
before===void 0&&(missing0="before")||data.after===void 0&&(missing0="after"))return validate637.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="metric"||key0==="before"||key0==="after")){return validate637.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.metric!==void 0){let _errs2=errors;validate156(
data.metric,{instancePath:instancePath+"/metric",parentData:data,parentDataProperty:"metric",rootData})||(vErrors=vErrors===
null?validate156.errors:vErrors.concat(validate156.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;
if(valid0){if(data.before!==void 0){let _errs3=errors;validate138(data.before,{instancePath:instancePath+"/before",parentData:data,
parentDataProperty:"before",rootData})||(vErrors=vErrors===null?validate138.errors:vErrors.concat(validate138.errors),errors=
vErrors.length);var valid0=_errs3===errors}else var valid0=!0;if(valid0)if(data.after!==void 0){let _errs4=errors;validate138(
data.after,{instancePath:instancePath+"/after",parentData:data,parentDataProperty:"after",rootData})||(vErrors=vErrors===
null?validate138.errors:vErrors.concat(validate138.errors),errors=vErrors.length);var valid0=_errs4===errors}else var valid0=!0}}}}else
return validate637.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate637.errors=vErrors,errors===0}function validate630(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.artifact_id===void 0&&(missing0="artifact_id")||data.name===void 0&&(missing0="name")||data.before===void 0&&(missing0=
"before")||data.after===void 0&&(missing0="after")||data.metrics===void 0&&(missing0="metrics")||data.changed===void 0&&
(missing0="changed")||data.note===void 0&&(missing0="note"))return validate630.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="artifact_id"||key0==="name"||key0==="before"||key0==="after"||key0==="metrics"||key0===
"changed"||key0==="note")){return validate630.errors=[{instancePath,keyword:"additio\
nalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){
if(data.artifact_id!==void 0){let _errs2=errors;validate23(data.artifact_id,{instancePath:instancePath+"/artifact_id",parentData:data,
parentDataProperty:"artifact_id",rootData})||(vErrors=vErrors===null?validate23.errors:vErrors.concat(validate23.errors),
errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data1=data.name,
_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>200)return validate630.errors=[{instancePath:instancePath+
"/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than\
 200 characters"}],!1;if(func2(data1)<1)return validate630.errors=[{instancePath:instancePath+"/name",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate630.
errors=[{instancePath:instancePath+"/name",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs3===errors}else var valid0=!0;if(valid0){if(data.before!==void 0){let _errs5=errors;
validate632(data.before,{instancePath:instancePath+"/before",parentData:data,parentDataProperty:"before",rootData})||(vErrors=
vErrors===null?validate632.errors:vErrors.concat(validate632.errors),errors=vErrors.length);var valid0=_errs5===errors}else
var valid0=!0;if(valid0){if(data.after!==void 0){let _errs6=errors;validate632(data.after,{instancePath:instancePath+"/a\
fter",parentData:data,parentDataProperty:"after",rootData})||(vErrors=vErrors===null?validate632.errors:vErrors.concat(validate632.
errors),errors=vErrors.length);var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.metrics!==void 0){let data4=data.
metrics,_errs7=errors;if(errors===_errs7)if(Array.isArray(data4)){if(data4.length>50)return validate630.errors=[{instancePath:instancePath+
"/metrics",keyword:"maxItems",params:{limit:50},message:"must NOT have more t\
han 50 items"}],!1;{var valid1=!0;let len0=data4.length;for(let i0=0;i0<len0;i0++){let _errs9=errors;validate637(data4[i0],
{instancePath:instancePath+"/metrics/"+i0,parentData:data4,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate637.
errors:vErrors.concat(validate637.errors),errors=vErrors.length);var valid1=_errs9===errors;if(!valid1)break}}}else return validate630.
errors=[{instancePath:instancePath+"/metrics",keyword:"type",params:{type:"array"},
message:"must be array"}],!1;var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.changed!==void 0){let _errs10=errors;
if(typeof data.changed!="boolean")return validate630.errors=[{instancePath:instancePath+"/changed",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;var valid0=_errs10===errors}else
var valid0=!0;if(valid0)if(data.note!==void 0){let data7=data.note,_errs12=errors;if(errors===_errs12)if(typeof data7=="\
string"){if(func2(data7)>1e3)return validate630.errors=[{instancePath:instancePath+"/note",keyword:"maxLength",params:{limit:1e3},message:"must NOT have more than 1000 characters"}],!1}else return validate630.
errors=[{instancePath:instancePath+"/note",keyword:"type",params:{type:"string"},message:"\
must be string"}],!1;var valid0=_errs12===errors}else var valid0=!0}}}}}}}}else return validate630.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate630.errors=vErrors,
errors===0}function validate627(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.dry_run===void 0&&(missing0=
"dry_run")||data.policy_version===void 0&&(missing0="policy_version")||data.threshold===void 0&&(missing0="threshold")||
data.entries===void 0&&(missing0="entries")||data.changed===void 0&&(missing0="changed")||data.applied===void 0&&(missing0=
"applied")||data.next===void 0&&(missing0="next"))return validate627.errors=[{instancePath,keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;
for(let key0 in data)if(!(key0==="dry_run"||key0==="policy_version"||key0==="threshold"||key0==="entries"||key0==="chang\
ed"||key0==="applied"||key0==="next")){return validate627.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.dry_run!==void 0){let _errs2=errors;if(typeof data.dry_run!="boolean")return validate627.errors=[{instancePath:instancePath+
"/dry_run",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;
var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.policy_version!==void 0){let _errs4=errors;validate142(
data.policy_version,{instancePath:instancePath+"/policy_version",parentData:data,parentDataProperty:"policy_version",rootData})||
(vErrors=vErrors===null?validate142.errors:vErrors.concat(validate142.errors),errors=vErrors.length);var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.threshold!==void 0){let _errs5=errors;validate140(data.threshold,{instancePath:instancePath+
"/threshold",parentData:data,parentDataProperty:"threshold",rootData})||(vErrors=vErrors===null?validate140.errors:vErrors.
concat(validate140.errors),errors=vErrors.length);var valid0=_errs5===errors}else var valid0=!0;if(valid0){if(data.entries!==
void 0){let data3=data.entries,_errs6=errors;if(errors===_errs6)if(Array.isArray(data3)){if(data3.length>200)return validate627.
errors=[{instancePath:instancePath+"/entries",keyword:"maxItems",params:{limit:200},
message:"must NOT have more than 200 items"}],!1;{var valid1=!0;let len0=data3.length;for(let i0=0;i0<len0;i0++){let _errs8=errors;
validate630(data3[i0],{instancePath:instancePath+"/entries/"+i0,parentData:data3,parentDataProperty:i0,rootData})||(vErrors=
vErrors===null?validate630.errors:vErrors.concat(validate630.errors),errors=vErrors.length);var valid1=_errs8===errors;if(!valid1)
break}}}else return validate627.errors=[{instancePath:instancePath+"/entries",keyword:"\
type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.
changed!==void 0){let _errs9=errors;validate48(data.changed,{instancePath:instancePath+"/changed",parentData:data,parentDataProperty:"\
changed",rootData})||(vErrors=vErrors===null?validate48.errors:vErrors.concat(validate48.errors),errors=vErrors.length);
var valid0=_errs9===errors}else var valid0=!0;if(valid0){if(data.applied!==void 0){let _errs10=errors;validate48(data.applied,
{instancePath:instancePath+"/applied",parentData:data,parentDataProperty:"applied",rootData})||(vErrors=vErrors===null?validate48.
errors:vErrors.concat(validate48.errors),errors=vErrors.length);var valid0=_errs10===errors}else var valid0=!0;if(valid0)
if(data.next!==void 0){let data7=data.next,_errs11=errors;if(!(typeof data7=="number"&&!(data7%1)&&!isNaN(data7))&&data7!==
null)return validate627.errors=[{instancePath:instancePath+"/next",keyword:"type",params:{
type:"integer"},message:"must be integer"}],!1;if(errors===_errs11&&typeof data7=="number"){if(data7>9007199254740991||isNaN(
data7))return validate627.errors=[{instancePath:instancePath+"/next",keyword:"max\
imum",params:{comparison:"<=",limit:9007199254740991},message:"must be <= 9007199254740991"}],!1;if(data7<1||isNaN(data7))
return validate627.errors=[{instancePath:instancePath+"/next",keyword:"minimum",params:{
comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid0=_errs11===errors}else var valid0=!0}}}}}}}}else return validate627.
errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate627.
errors=vErrors,errors===0}var Ready=validate645,schema201={type:"object",additionalProperties:!1,required:["status"],properties:{
status:{type:"string",enum:["ready"]}}};function validate645(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.status===
void 0&&(missing0="status"))return validate645.errors=[{instancePath,keyword:"required",params:{
missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(key0!=="status"){return validate645.errors=[{instancePath,keyword:"additionalProp\
erties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.
status!==void 0){let data0=data.status;if(typeof data0!="string")return validate645.errors=[{instancePath:instancePath+"\
/status",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(data0!==
"ready")return validate645.errors=[{instancePath:instancePath+"/status",keyword:"e\
num",params:{allowedValues:schema201.properties.status.enum},message:"must be equal to one of the allowed values"}],!1}}}else
return validate645.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate645.errors=vErrors,errors===0}var NotReady=validate646;function validate646(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.detail===void 0&&(missing0="detail")||data.
reasons===void 0&&(missing0="reasons"))return validate646.errors=[{instancePath,keyword:"require\
d",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)
if(!(key0==="detail"||key0==="reasons")){return validate646.errors=[{instancePath,keyword:"\
additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs1===
errors){if(data.detail!==void 0){let _errs2=errors;validate241(data.detail,{instancePath:instancePath+"/detail",parentData:data,
parentDataProperty:"detail",rootData})||(vErrors=vErrors===null?validate241.errors:vErrors.concat(validate241.errors),errors=
vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0)if(data.reasons!==void 0){let data1=data.reasons,
_errs3=errors;if(errors===_errs3)if(Array.isArray(data1)){if(data1.length>20)return validate646.errors=[{instancePath:instancePath+
"/reasons",keyword:"maxItems",params:{limit:20},message:"must NOT have more t\
han 20 items"}],!1;if(data1.length<1)return validate646.errors=[{instancePath:instancePath+"/reasons",keyword:"minItems",params:{limit:1},message:"must NOT have fewer than 1 items"}],!1;{var valid1=!0;
let len0=data1.length;for(let i0=0;i0<len0;i0++){let data2=data1[i0],_errs5=errors;if(errors===_errs5)if(typeof data2=="\
string"){if(func2(data2)>500)return validate646.errors=[{instancePath:instancePath+"/reasons/"+i0,keyword:"maxLength",params:{limit:500},message:"must NOT have more than 500 characters"}],!1;
if(func2(data2)<1)return validate646.errors=[{instancePath:instancePath+"/reasons/"+i0,keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate646.
errors=[{instancePath:instancePath+"/reasons/"+i0,keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid1=_errs5===errors;if(!valid1)break}}}else return validate646.errors=[{instancePath:instancePath+
"/reasons",keyword:"type",params:{type:"array"},message:"must be array"}],!1;var valid0=_errs3===
errors}else var valid0=!0}}}else return validate646.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate646.errors=vErrors,errors===0}var ResetDone=validate648;function validate648(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.message===void 0&&(missing0="message"))return validate648.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="message"){return validate648.errors=
[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},message:"\
must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.message!==void 0){let data0=data.message;if(errors===
errors)if(typeof data0=="string"){if(func2(data0)>500)return validate648.errors=[{instancePath:instancePath+"/message",keyword:"maxLength",params:{limit:500},message:"must NOT have more than 500 characters"}],
!1;if(func2(data0)<1)return validate648.errors=[{instancePath:instancePath+"/message",keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate648.
errors=[{instancePath:instancePath+"/message",keyword:"type",params:{type:"string"},
message:"must be string"}],!1}}}else return validate648.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate648.errors=vErrors,errors===0}var Links=validate649;function validate649(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.name===void 0&&(missing0="name")||data.version===
void 0&&(missing0="version")||data.sign_in===void 0&&(missing0="sign_in")||data.documentation===void 0&&(missing0="docum\
entation")||data.contract===void 0&&(missing0="contract")||data.health===void 0&&(missing0="health")||data.authenticate===
void 0&&(missing0="authenticate")||data.artifacts===void 0&&(missing0="artifacts"))return validate649.errors=[{instancePath,
keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+
"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="name"||key0==="version"||key0==="sign_in"||key0==="documen\
tation"||key0==="contract"||key0==="health"||key0==="authenticate"||key0==="artifacts")){return validate649.errors=[{instancePath,
keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT ha\
ve additional properties"}],!1;break}if(_errs1===errors){if(data.name!==void 0){let data0=data.name,_errs2=errors;if(errors===
_errs2)if(typeof data0=="string"){if(func2(data0)>100)return validate649.errors=[{instancePath:instancePath+"/name",keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1}else
return validate649.errors=[{instancePath:instancePath+"/name",keyword:"type",params:{
type:"string"},message:"must be string"}],!1;var valid0=_errs2===errors}else var valid0=!0;if(valid0){if(data.version!==
void 0){let data1=data.version,_errs4=errors;if(errors===_errs4)if(typeof data1=="string"){if(func2(data1)>100)return validate649.
errors=[{instancePath:instancePath+"/version",keyword:"maxLength",params:{limit:100},
message:"must NOT have more than 100 characters"}],!1}else return validate649.errors=[{instancePath:instancePath+"/versi\
on",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0){if(data.sign_in!==void 0){let _errs6=errors;if(typeof data.sign_in!="boolean")return validate649.
errors=[{instancePath:instancePath+"/sign_in",keyword:"type",params:{type:"boolea\
n"},message:"must be boolean"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0){if(data.documentation!==void 0){
let data3=data.documentation,_errs8=errors;if(errors===_errs8)if(typeof data3=="string"){if(func2(data3)>100)return validate649.
errors=[{instancePath:instancePath+"/documentation",keyword:"maxLength",
params:{limit:100},message:"must NOT have more than 100 characters"}],!1}else return validate649.errors=[{instancePath:instancePath+
"/documentation",keyword:"type",params:{type:"string"},message:"must be str\
ing"}],!1;var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.contract!==void 0){let data4=data.contract,_errs10=errors;
if(errors===_errs10)if(typeof data4=="string"){if(func2(data4)>100)return validate649.errors=[{instancePath:instancePath+
"/contract",keyword:"maxLength",params:{limit:100},message:"must NOT have m\
ore than 100 characters"}],!1}else return validate649.errors=[{instancePath:instancePath+"/contract",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs10===errors}else
var valid0=!0;if(valid0){if(data.health!==void 0){let data5=data.health,_errs12=errors;if(errors===_errs12)if(typeof data5==
"string"){if(func2(data5)>100)return validate649.errors=[{instancePath:instancePath+"/health",keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1}else return validate649.
errors=[{instancePath:instancePath+"/health",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;var valid0=_errs12===errors}else var valid0=!0;if(valid0){if(data.authenticate!==void 0){let data6=data.
authenticate,_errs14=errors;if(errors===_errs14)if(typeof data6=="string"){if(func2(data6)>100)return validate649.errors=
[{instancePath:instancePath+"/authenticate",keyword:"maxLength",params:{
limit:100},message:"must NOT have more than 100 characters"}],!1}else return validate649.errors=[{instancePath:instancePath+
"/authenticate",keyword:"type",params:{type:"string"},message:"must be strin\
g"}],!1;var valid0=_errs14===errors}else var valid0=!0;if(valid0)if(data.artifacts!==void 0){let data7=data.artifacts,_errs16=errors;
if(errors===_errs16)if(typeof data7=="string"){if(func2(data7)>100)return validate649.errors=[{instancePath:instancePath+
"/artifacts",keyword:"maxLength",params:{limit:100},message:"must NOT have\
 more than 100 characters"}],!1}else return validate649.errors=[{instancePath:instancePath+"/artifacts",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs16===errors}else
var valid0=!0}}}}}}}}}else return validate649.errors=[{instancePath,keyword:"type",params:{type:"obj\
ect"},message:"must be object"}],!1;return validate649.errors=vErrors,errors===0}var IssuedPersonalToken=validate650;function validate651(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data)))return validate651.errors=[{instancePath,keyword:"type",params:{type:"\
integer"},message:"must be integer"}],!1;if(errors===0&&typeof data=="number"){if(data>9007199254740991||isNaN(data))return validate651.
errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},message:"\
must be <= 9007199254740991"}],!1;if(data<1||isNaN(data))return validate651.errors=[{instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}return validate651.errors=vErrors,errors===
0}var pattern30=new RegExp("^hf_[A-Za-z0-9]{40}$","u");function validate650(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;
if(data.id===void 0&&(missing0="id")||data.account===void 0&&(missing0="account")||data.name===void 0&&(missing0="name")||
data.role===void 0&&(missing0="role")||data.created_at===void 0&&(missing0="created_at")||data.expires_at===void 0&&(missing0=
"expires_at")||data.last_used_at===void 0&&(missing0="last_used_at")||data.token===void 0&&(missing0="token"))return validate650.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="id"||key0==="account"||key0===
"name"||key0==="role"||key0==="created_at"||key0==="expires_at"||key0==="last_used_at"||key0==="token")){return validate650.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.id!==void 0){let _errs2=errors;validate651(
data.id,{instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate651.
errors:vErrors.concat(validate651.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.account!==void 0){let data1=data.account,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>
100)return validate650.errors=[{instancePath:instancePath+"/account",keyword:"\
maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data1)<1)return validate650.
errors=[{instancePath:instancePath+"/account",keyword:"minLength",params:{limit:1},
message:"must NOT have fewer than 1 characters"}],!1}else return validate650.errors=[{instancePath:instancePath+"/accoun\
t",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===
errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data2=data.name,_errs5=errors;if(errors===_errs5)if(typeof data2==
"string"){if(func2(data2)>100)return validate650.errors=[{instancePath:instancePath+"/name",keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data2)<
1)return validate650.errors=[{instancePath:instancePath+"/name",keyword:"minLen\
gth",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate650.errors=[{instancePath:instancePath+
"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs5===
errors}else var valid0=!0;if(valid0){if(data.role!==void 0){let _errs7=errors;validate350(data.role,{instancePath:instancePath+
"/role",parentData:data,parentDataProperty:"role",rootData})||(vErrors=vErrors===null?validate350.errors:vErrors.concat(
validate350.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.created_at!==
void 0){let data4=data.created_at,_errs8=errors;if(errors===_errs8&&errors===_errs8)if(typeof data4=="string"){if(!formats2.
validate(data4))return validate650.errors=[{instancePath:instancePath+"/created_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate650.
errors=[{instancePath:instancePath+"/created_at",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.expires_at!==void 0){
let data5=data.expires_at,_errs10=errors;if(errors===_errs10&&errors===_errs10)if(typeof data5=="string"){if(!formats2.validate(
data5))return validate650.errors=[{instancePath:instancePath+"/expires_at",keyword:"\
format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate650.errors=[{instancePath:instancePath+
"/expires_at",keyword:"type",params:{type:"string"},message:"must be string"}],
!1;var valid0=_errs10===errors}else var valid0=!0;if(valid0){if(data.last_used_at!==void 0){let data6=data.last_used_at,
_errs12=errors;if(typeof data6!="string"&&data6!==null)return validate650.errors=[{instancePath:instancePath+"/last_used\
_at",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===
_errs12&&errors===_errs12&&typeof data6=="string"&&!formats2.validate(data6))return validate650.errors=[{instancePath:instancePath+
"/last_used_at",keyword:"format",params:{format:"date-time"},message:'must\
 match format "date-time"'}],!1;var valid0=_errs12===errors}else var valid0=!0;if(valid0)if(data.token!==void 0){let data7=data.
token,_errs15=errors;if(errors===_errs15)if(typeof data7=="string"){if(!pattern30.test(data7))return validate650.errors=
[{instancePath:instancePath+"/token",keyword:"pattern",params:{pattern:"^hf_[A-Z\
a-z0-9]{40}$"},message:'must match pattern "^hf_[A-Za-z0-9]{40}$"'}],!1}else return validate650.errors=[{instancePath:instancePath+
"/token",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs15===
errors}else var valid0=!0}}}}}}}}}else return validate650.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate650.errors=vErrors,errors===0}var PersonalTokens=validate654;function validate655(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.id===void 0&&(missing0="id")||data.account===
void 0&&(missing0="account")||data.name===void 0&&(missing0="name")||data.role===void 0&&(missing0="role")||data.created_at===
void 0&&(missing0="created_at")||data.expires_at===void 0&&(missing0="expires_at")||data.last_used_at===void 0&&(missing0=
"last_used_at"))return validate655.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(!(key0==="id"||key0===
"account"||key0==="name"||key0==="role"||key0==="created_at"||key0==="expires_at"||key0==="last_used_at")){return validate655.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors){if(data.id!==void 0){let _errs2=errors;validate651(
data.id,{instancePath:instancePath+"/id",parentData:data,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate651.
errors:vErrors.concat(validate651.errors),errors=vErrors.length);var valid0=_errs2===errors}else var valid0=!0;if(valid0){
if(data.account!==void 0){let data1=data.account,_errs3=errors;if(errors===_errs3)if(typeof data1=="string"){if(func2(data1)>
100)return validate655.errors=[{instancePath:instancePath+"/account",keyword:"\
maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data1)<1)return validate655.
errors=[{instancePath:instancePath+"/account",keyword:"minLength",params:{limit:1},
message:"must NOT have fewer than 1 characters"}],!1}else return validate655.errors=[{instancePath:instancePath+"/accoun\
t",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs3===
errors}else var valid0=!0;if(valid0){if(data.name!==void 0){let data2=data.name,_errs5=errors;if(errors===_errs5)if(typeof data2==
"string"){if(func2(data2)>100)return validate655.errors=[{instancePath:instancePath+"/name",keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func2(data2)<
1)return validate655.errors=[{instancePath:instancePath+"/name",keyword:"minLen\
gth",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1}else return validate655.errors=[{instancePath:instancePath+
"/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;var valid0=_errs5===
errors}else var valid0=!0;if(valid0){if(data.role!==void 0){let _errs7=errors;validate350(data.role,{instancePath:instancePath+
"/role",parentData:data,parentDataProperty:"role",rootData})||(vErrors=vErrors===null?validate350.errors:vErrors.concat(
validate350.errors),errors=vErrors.length);var valid0=_errs7===errors}else var valid0=!0;if(valid0){if(data.created_at!==
void 0){let data4=data.created_at,_errs8=errors;if(errors===_errs8&&errors===_errs8)if(typeof data4=="string"){if(!formats2.
validate(data4))return validate655.errors=[{instancePath:instancePath+"/created_at",keyword:"format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate655.
errors=[{instancePath:instancePath+"/created_at",keyword:"type",params:{type:"\
string"},message:"must be string"}],!1;var valid0=_errs8===errors}else var valid0=!0;if(valid0){if(data.expires_at!==void 0){
let data5=data.expires_at,_errs10=errors;if(errors===_errs10&&errors===_errs10)if(typeof data5=="string"){if(!formats2.validate(
data5))return validate655.errors=[{instancePath:instancePath+"/expires_at",keyword:"\
format",params:{format:"date-time"},message:'must match format "date-time"'}],!1}else return validate655.errors=[{instancePath:instancePath+
"/expires_at",keyword:"type",params:{type:"string"},message:"must be string"}],
!1;var valid0=_errs10===errors}else var valid0=!0;if(valid0)if(data.last_used_at!==void 0){let data6=data.last_used_at,_errs12=errors;
if(typeof data6!="string"&&data6!==null)return validate655.errors=[{instancePath:instancePath+"/last_used_at",keyword:"type",params:{type:"string"},message:"must be string"}],!1;if(errors===_errs12&&
errors===_errs12&&typeof data6=="string"&&!formats2.validate(data6))return validate655.errors=[{instancePath:instancePath+
"/last_used_at",keyword:"format",params:{format:"date-time"},message:'must\
 match format "date-time"'}],!1;var valid0=_errs12===errors}else var valid0=!0}}}}}}}}else return validate655.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate655.errors=vErrors,
errors===0}function validate654(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){let missing0;if(data.tokens===void 0&&(missing0=
"tokens"))return validate654.errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="tokens"){return validate654.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.tokens!==void 0){let data0=data.tokens;
if(errors===errors)if(Array.isArray(data0)){if(data0.length>100)return validate654.errors=[{instancePath:instancePath+"/\
tokens",keyword:"maxItems",params:{limit:100},message:"must NOT have more than\
 100 items"}],!1;{var valid1=!0;let len0=data0.length;for(let i0=0;i0<len0;i0++){let _errs4=errors;validate655(data0[i0],
{instancePath:instancePath+"/tokens/"+i0,parentData:data0,parentDataProperty:i0,rootData})||(vErrors=vErrors===null?validate655.
errors:vErrors.concat(validate655.errors),errors=vErrors.length);var valid1=_errs4===errors;if(!valid1)break}}}else return validate654.
errors=[{instancePath:instancePath+"/tokens",keyword:"type",params:{type:"array"},
message:"must be array"}],!1}}}else return validate654.errors=[{instancePath,keyword:"type",params:{
type:"object"},message:"must be object"}],!1;return validate654.errors=vErrors,errors===0}var Tracks=validate659;var schema210={type:"string",enum:["Performance track","Access control track","High assurance track","Other Security tra\
ck"]};function validate660(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
return typeof data!="string"?(validate660.errors=[{instancePath,keyword:"type",params:{type:"string"},
message:"must be string"}],!1):data==="Performance track"||data==="Access control track"||data==="High assurance track"||
data==="Other Security track"?(validate660.errors=vErrors,errors===0):(validate660.errors=[{instancePath,keyword:"enum",params:{allowedValues:schema210.enum},message:"must be equal to one of the allowed values"}],!1)}function validate659(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){let missing0;if(data.plannedTracks===void 0&&(missing0="plannedTracks"))return validate659.
errors=[{instancePath,keyword:"required",params:{missingProperty:missing0},message:"must have re\
quired property '"+missing0+"'"}],!1;{let _errs1=errors;for(let key0 in data)if(key0!=="plannedTracks"){return validate659.
errors=[{instancePath,keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs1===errors&&data.plannedTracks!==void 0){let data0=data.
plannedTracks;if(errors===errors)if(Array.isArray(data0)){if(data0.length>10)return validate659.errors=[{instancePath:instancePath+
"/plannedTracks",keyword:"maxItems",params:{limit:10},message:"must NOT\
 have more than 10 items"}],!1;{var valid1=!0;let len0=data0.length;for(let i0=0;i0<len0;i0++){let _errs4=errors;validate660(
data0[i0],{instancePath:instancePath+"/plannedTracks/"+i0,parentData:data0,parentDataProperty:i0,rootData})||(vErrors=vErrors===
null?validate660.errors:vErrors.concat(validate660.errors),errors=vErrors.length);var valid1=_errs4===errors;if(!valid1)
break}}}else return validate659.errors=[{instancePath:instancePath+"/plannedTracks",keyword:"type",params:{type:"array"},message:"must be array"}],!1}}}else return validate659.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate659.errors=vErrors,
errors===0}var AccountCreate=validate21;function validate21(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate21.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate21.errors=[{instancePath:instancePath+"/pat\
h",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate21.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate21.errors=[{instancePath:instancePath+"/que\
ry",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate21.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate21.errors=[{instancePath:instancePath+"/hea\
der",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate21.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate21.errors=vErrors,errors===0}var AccountDelete=validate222;var func22=require_ucs2length().default,pattern02=new RegExp("^[A-Za-z0-9][A-Za-z0-9._@-]*$","u");function validate24(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"){let dataType0=typeof data,
coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0=
"";else return validate24.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must \
be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}if(errors===
0&&typeof data=="string"){if(func22(data)>100)return validate24.errors=[{instancePath,keyword:"\
maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func22(data)<1)return validate24.
errors=[{instancePath,keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 \
characters"}],!1;if(!pattern02.test(data))return validate24.errors=[{instancePath,keyword:"patter\
n",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9._@-]*$"},message:'must match pattern "^[A-Za-z0-9][A-Za-z0-9._@-]*$"'}],!1}return validate24.
errors=vErrors,errors===0}function validate222(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,
_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){let missing0;if(data0.name===void 0&&
(missing0="name"))return validate222.errors=[{instancePath:instancePath+"/path",keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(key0!=="name"){return validate222.errors=[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have\
 additional properties"}],!1;break}_errs3===errors&&data0.name!==void 0&&(validate24(data0.name,{instancePath:instancePath+
"/path/name",parentData:data0,parentDataProperty:"name",rootData})||(vErrors=vErrors===null?validate24.errors:vErrors.concat(
validate24.errors),errors=vErrors.length))}}else return validate222.errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===errors}else
var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs5=errors;if(errors===_errs5)if(data2&&typeof data2==
"object"&&!Array.isArray(data2))for(let key1 in data2){return validate222.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must N\
OT have additional properties"}],!1;break}else return validate222.errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs5===errors}else
var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs8=errors;if(errors===_errs8)if(data3&&typeof data3==
"object"&&!Array.isArray(data3))for(let key2 in data3){return validate222.errors=[{instancePath:instancePath+"/header",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must \
NOT have additional properties"}],!1;break}else return validate222.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs8===errors}else
var valid0=!0}}else return validate222.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;return validate222.errors=vErrors,errors===0}var AccountList=validate26;function validate272(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate272.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}if(errors===0&&typeof data=="string"){if(func22(data)>100)return validate272.errors=[{instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func22(data)<
1)return validate272.errors=[{instancePath,keyword:"minLength",params:{limit:1},message:"must N\
OT have fewer than 1 characters"}],!1;if(!pattern02.test(data))return validate272.errors=[{instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9._@-]*$"},message:'must match pattern "^[A-Za-z0-9][A-Za\
-z0-9._@-]*$"'}],!1}return validate272.errors=vErrors,errors===0}function validate26(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.
path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))
for(let key0 in data0){return validate26.errors=[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional proper\
ties"}],!1;break}else return validate26.errors=[{instancePath:instancePath+"/path",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.
query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&typeof data1=="object"&&!Array.isArray(data1)){
data1.limit===void 0&&(data1.limit=100);let _errs6=errors;for(let key1 in data1)if(!(key1==="after"||key1==="limit")){return validate26.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}if(_errs6===errors){if(data1.
after!==void 0){let _errs7=errors;validate272(data1.after,{instancePath:instancePath+"/query/after",parentData:data1,parentDataProperty:"\
after",rootData})||(vErrors=vErrors===null?validate272.errors:vErrors.concat(validate272.errors),errors=vErrors.length);
var valid1=_errs7===errors}else var valid1=!0;if(valid1){let data3=data1.limit,_errs8=errors;if(!(typeof data3=="number"&&
!(data3%1)&&!isNaN(data3))){let dataType0=typeof data3,coerced0;if(coerced0===void 0)if(dataType0==="boolean"||data3===null||
dataType0==="string"&&data3&&data3==+data3&&!(data3%1))coerced0=+data3;else return validate26.errors=[{instancePath:instancePath+
"/query/limit",keyword:"type",params:{type:"integer"},message:"mus\
t be integer"}],!1;coerced0!==void 0&&(data3=coerced0,data1!==void 0&&(data1.limit=coerced0))}if(errors===_errs8&&typeof data3==
"number"){if(data3>1e3||isNaN(data3))return validate26.errors=[{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison:"<=",limit:1e3},message:"must be <= 1000"}],
!1;if(data3<1||isNaN(data3))return validate26.errors=[{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid1=_errs8===
errors}}}else return validate26.errors=[{instancePath:instancePath+"/query",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.
header!==void 0){let data4=data.header,_errs10=errors;if(errors===_errs10)if(data4&&typeof data4=="object"&&!Array.isArray(
data4))for(let key2 in data4){return validate26.errors=[{instancePath:instancePath+"/header",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must NOT have additi\
onal properties"}],!1;break}else return validate26.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs10===errors}else var valid0=!0}}else
return validate26.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be objec\
t"}],!1;return validate26.errors=vErrors,errors===0}var AccountOwn=validate293;function validate293(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate293.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate293.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate293.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate293.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate293.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate293.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate293.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate293.errors=vErrors,errors===0}var AccountPassword=validate30;function validate30(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate30.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate30.errors=[{instancePath:instancePath+"/pat\
h",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate30.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate30.errors=[{instancePath:instancePath+"/que\
ry",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate30.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate30.errors=[{instancePath:instancePath+"/hea\
der",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate30.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate30.errors=vErrors,errors===0}var AccountUpdate=validate313;function validate322(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate322.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}if(errors===0&&typeof data=="string"){if(func22(data)>100)return validate322.errors=[{instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func22(data)<
1)return validate322.errors=[{instancePath,keyword:"minLength",params:{limit:1},message:"must N\
OT have fewer than 1 characters"}],!1;if(!pattern02.test(data))return validate322.errors=[{instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9._@-]*$"},message:'must match pattern "^[A-Za-z0-9][A-Za\
-z0-9._@-]*$"'}],!1}return validate322.errors=vErrors,errors===0}function validate313(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.
path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){
let missing0;if(data0.name===void 0&&(missing0="name"))return validate313.errors=[{instancePath:instancePath+"/path",keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+
missing0+"'"}],!1;{let _errs3=errors;for(let key0 in data0)if(key0!=="name"){return validate313.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}_errs3===errors&&data0.name!==void 0&&(validate322(data0.name,{
instancePath:instancePath+"/path/name",parentData:data0,parentDataProperty:"name",rootData})||(vErrors=vErrors===null?validate322.
errors:vErrors.concat(validate322.errors),errors=vErrors.length))}}else return validate313.errors=[{instancePath:instancePath+
"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs5=errors;if(errors===_errs5)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key1 in data2){return validate313.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate313.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs5===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs8=errors;if(errors===_errs8)if(data3&&
typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate313.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate313.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs8===
errors}else var valid0=!0}}else return validate313.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate313.errors=vErrors,errors===0}var ArtifactAudit=validate34,schema16={
$id:"ArtifactAudit",type:"object",properties:{path:{type:"object",properties:{artifact_type:{$ref:"spec#/components/sche\
mas/ArtifactType"},id:{$ref:"spec#/components/schemas/AnyArtifactId"}},required:["artifact_type","id"],additionalProperties:!1},
query:{type:"object",properties:{order:{type:"string",enum:["oldest","newest"],default:"oldest"},offset:{type:"string",maxLength:200},
limit:{type:"integer",minimum:1,maximum:1e3,default:1e3}},required:[],additionalProperties:!1},header:{type:"object",properties:{},
required:[],additionalProperties:!1}}},schema173={type:"string",enum:["model","dataset","code"]};function validate353(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"){let dataType0=typeof data,
coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0=
"";else return validate353.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must\
 be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}return data===
"model"||data==="dataset"||data==="code"?(validate353.errors=vErrors,errors===0):(validate353.errors=[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of the allowed values"}],!1)}var pattern3=new RegExp("^[A-Za-z0-9-]+$","u");function validate372(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,
coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0=
"";else{let err0={instancePath,keyword:"type",params:{type:"string"},message:"must be string"};
vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=
[err1]:vErrors.push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"\
minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(
err2),errors++}else if(!pattern3.test(data)){let err3={instancePath,keyword:"pattern",params:{
pattern:"^[A-Za-z0-9-]+$"},message:'must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),
errors++}}var _valid0=_errs1===errors;if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%
1)&&!isNaN(data))){let dataType1=typeof data,coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1===
"string"&&data&&data==+data&&!(data%1))coerced1=+data;else{let err4={instancePath,keyword:"t\
ype",params:{type:"integer"},message:"must be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==
void 0&&(data=coerced1,parentData!==void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data==
"number"){if(data>9007199254740991||isNaN(data)){let err5={instancePath,keyword:"maximum",
params:{comparison:"<=",limit:9007199254740991},message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.
push(err5),errors++}else if(data<1||isNaN(data)){let err6={instancePath,keyword:"minimum",
params:{comparison:">=",limit:1},message:"must be >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===
errors;valid0=valid0||_valid0}if(valid0)errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={
instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?
vErrors=[err7]:vErrors.push(err7),errors++,validate372.errors=vErrors,!1}return validate372.errors=vErrors,errors===0}function validate34(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate34.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate34.errors=[{instancePath:instancePath+"/\
path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate353(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"ar\
tifact_type",rootData})||(vErrors=vErrors===null?validate353.errors:vErrors.concat(validate353.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate372(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate372.errors:vErrors.concat(
validate372.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate34.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3)){data3.order===void 0&&(data3.order=
"oldest"),data3.limit===void 0&&(data3.limit=1e3);let _errs8=errors;for(let key1 in data3)if(!(key1==="order"||key1==="o\
ffset"||key1==="limit")){return validate34.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional pr\
operties"}],!1;break}if(_errs8===errors){let data4=data3.order,_errs9=errors;if(typeof data4!="string"){let dataType0=typeof data4,
coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data4;else if(data4===null)coerced0=
"";else return validate34.errors=[{instancePath:instancePath+"/query/order",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data4=coerced0,data3!==
void 0&&(data3.order=coerced0))}if(!(data4==="oldest"||data4==="newest"))return validate34.errors=[{instancePath:instancePath+
"/query/order",keyword:"enum",params:{allowedValues:schema16.properties.
query.properties.order.enum},message:"must be equal to one of the allowed values"}],!1;var valid2=_errs9===errors;if(valid2){
if(data3.offset!==void 0){let data5=data3.offset,_errs11=errors;if(typeof data5!="string"){let dataType1=typeof data5,coerced1;
if(coerced1===void 0)if(dataType1=="number"||dataType1=="boolean")coerced1=""+data5;else if(data5===null)coerced1="";else
return validate34.errors=[{instancePath:instancePath+"/query/offset",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced1!==void 0&&(data5=coerced1,data3!==void 0&&
(data3.offset=coerced1))}if(errors===_errs11&&typeof data5=="string"&&func22(data5)>200)return validate34.errors=[{instancePath:instancePath+
"/query/offset",keyword:"maxLength",params:{limit:200},message:"\
must NOT have more than 200 characters"}],!1;var valid2=_errs11===errors}else var valid2=!0;if(valid2){let data6=data3.limit,
_errs13=errors;if(!(typeof data6=="number"&&!(data6%1)&&!isNaN(data6))){let dataType2=typeof data6,coerced2;if(coerced2===
void 0)if(dataType2==="boolean"||data6===null||dataType2==="string"&&data6&&data6==+data6&&!(data6%1))coerced2=+data6;else
return validate34.errors=[{instancePath:instancePath+"/query/limit",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;coerced2!==void 0&&(data6=coerced2,data3!==void 0&&
(data3.limit=coerced2))}if(errors===_errs13&&typeof data6=="number"){if(data6>1e3||isNaN(data6))return validate34.errors=
[{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{
comparison:"<=",limit:1e3},message:"must be <= 1000"}],!1;if(data6<1||isNaN(data6))return validate34.errors=[{instancePath:instancePath+
"/query/limit",keyword:"minimum",params:{comparison:">=",limit:1},
message:"must be >= 1"}],!1}var valid2=_errs13===errors}}}}else return validate34.errors=[{instancePath:instancePath+"/q\
uery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs6===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data7=data.header,_errs15=errors;if(errors===_errs15)if(data7&&
typeof data7=="object"&&!Array.isArray(data7))for(let key2 in data7){return validate34.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate34.errors=[{instancePath:instancePath+"/hea\
der",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs15===
errors}else var valid0=!0}}else return validate34.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate34.errors=vErrors,errors===0}var ArtifactByName=validate39;var pattern4=new RegExp("^[^\\u0000]*$","u");function validate39(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){
let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.
path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){let missing0;if(data0.name===
void 0&&(missing0="name"))return validate39.errors=[{instancePath:instancePath+"/path",keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(key0!=="name"){return validate39.errors=[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have \
additional properties"}],!1;break}if(_errs3===errors&&data0.name!==void 0){let data1=data0.name,_errs4=errors;if(typeof data1!=
"string"){let dataType0=typeof data1,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data1;else if(data1===null)coerced0="";else return validate39.errors=[{instancePath:instancePath+"/path/name",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&
(data1=coerced0,data0!==void 0&&(data0.name=coerced0))}if(errors===_errs4&&typeof data1=="string"){if(func22(data1)>200)
return validate39.errors=[{instancePath:instancePath+"/path/name",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;if(func22(data1)<1)return validate39.
errors=[{instancePath:instancePath+"/path/name",keyword:"minLen\
gth",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern4.test(data1))return validate39.errors=
[{instancePath:instancePath+"/path/name",keyword:"pattern",params:{
pattern:"^[^\\u0000]*$"},message:'must match pattern "^[^\\u0000]*$"'}],!1}}}}else return validate39.errors=[{instancePath:instancePath+
"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs6=errors;if(errors===_errs6)if(data2&&
typeof data2=="object"&&!Array.isArray(data2)){data2.limit===void 0&&(data2.limit=1e3);let _errs8=errors;for(let key1 in data2)
if(!(key1==="offset"||key1==="limit")){return validate39.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have\
 additional properties"}],!1;break}if(_errs8===errors){if(data2.offset!==void 0){let data3=data2.offset,_errs9=errors;if(typeof data3!=
"string"){let dataType1=typeof data3,coerced1;if(coerced1===void 0)if(dataType1=="number"||dataType1=="boolean")coerced1=
""+data3;else if(data3===null)coerced1="";else return validate39.errors=[{instancePath:instancePath+"/query/offset",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced1!==
void 0&&(data3=coerced1,data2!==void 0&&(data2.offset=coerced1))}if(errors===_errs9&&typeof data3=="string"&&func22(data3)>
200)return validate39.errors=[{instancePath:instancePath+"/query/offset",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;var valid2=_errs9===
errors}else var valid2=!0;if(valid2){let data4=data2.limit,_errs11=errors;if(!(typeof data4=="number"&&!(data4%1)&&!isNaN(
data4))){let dataType2=typeof data4,coerced2;if(coerced2===void 0)if(dataType2==="boolean"||data4===null||dataType2==="s\
tring"&&data4&&data4==+data4&&!(data4%1))coerced2=+data4;else return validate39.errors=[{instancePath:instancePath+"/que\
ry/limit",keyword:"type",params:{type:"integer"},message:"must be \
integer"}],!1;coerced2!==void 0&&(data4=coerced2,data2!==void 0&&(data2.limit=coerced2))}if(errors===_errs11&&typeof data4==
"number"){if(data4>1e3||isNaN(data4))return validate39.errors=[{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison:"<=",limit:1e3},message:"must be <= 1000"}],
!1;if(data4<1||isNaN(data4))return validate39.errors=[{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid2=_errs11===
errors}}}else return validate39.errors=[{instancePath:instancePath+"/query",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.
header!==void 0){let data5=data.header,_errs13=errors;if(errors===_errs13)if(data5&&typeof data5=="object"&&!Array.isArray(
data5))for(let key2 in data5){return validate39.errors=[{instancePath:instancePath+"/header",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must NOT have additi\
onal properties"}],!1;break}else return validate39.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs13===errors}else var valid0=!0}}else
return validate39.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be objec\
t"}],!1;return validate39.errors=vErrors,errors===0}var ArtifactByRegEx=validate40;function validate40(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate40.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate40.errors=[{instancePath:instancePath+"/pat\
h",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1)){data1.limit===void 0&&(data1.limit=1e3);let _errs6=errors;for(let key1 in data1)
if(!(key1==="offset"||key1==="limit")){return validate40.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have\
 additional properties"}],!1;break}if(_errs6===errors){if(data1.offset!==void 0){let data2=data1.offset,_errs7=errors;if(typeof data2!=
"string"){let dataType0=typeof data2,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data2;else if(data2===null)coerced0="";else return validate40.errors=[{instancePath:instancePath+"/query/offset",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==
void 0&&(data2=coerced0,data1!==void 0&&(data1.offset=coerced0))}if(errors===_errs7&&typeof data2=="string"&&func22(data2)>
200)return validate40.errors=[{instancePath:instancePath+"/query/offset",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;var valid1=_errs7===
errors}else var valid1=!0;if(valid1){let data3=data1.limit,_errs9=errors;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(
data3))){let dataType1=typeof data3,coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data3===null||dataType1==="s\
tring"&&data3&&data3==+data3&&!(data3%1))coerced1=+data3;else return validate40.errors=[{instancePath:instancePath+"/que\
ry/limit",keyword:"type",params:{type:"integer"},message:"must be \
integer"}],!1;coerced1!==void 0&&(data3=coerced1,data1!==void 0&&(data1.limit=coerced1))}if(errors===_errs9&&typeof data3==
"number"){if(data3>1e3||isNaN(data3))return validate40.errors=[{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison:"<=",limit:1e3},message:"must be <= 1000"}],
!1;if(data3<1||isNaN(data3))return validate40.errors=[{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid1=_errs9===
errors}}}else return validate40.errors=[{instancePath:instancePath+"/query",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.
header!==void 0){let data4=data.header,_errs11=errors;if(errors===_errs11)if(data4&&typeof data4=="object"&&!Array.isArray(
data4))for(let key2 in data4){return validate40.errors=[{instancePath:instancePath+"/header",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must NOT have additi\
onal properties"}],!1;break}else return validate40.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs11===errors}else var valid0=!0}}else
return validate40.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be objec\
t"}],!1;return validate40.errors=vErrors,errors===0}var ArtifactCost=validate41;function validate42(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate42.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate42.errors=vErrors,errors===0):(validate42.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate44(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate44.errors=vErrors,!1}return validate44.errors=vErrors,errors===0}function validate41(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate41.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate41.errors=[{instancePath:instancePath+"/\
path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate42(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"art\
ifact_type",rootData})||(vErrors=vErrors===null?validate42.errors:vErrors.concat(validate42.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate44(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate44.errors:vErrors.concat(
validate44.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate41.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3)){data3.dependency===void 0&&(data3.
dependency=!1);let _errs8=errors;for(let key1 in data3)if(key1!=="dependency"){return validate41.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}if(_errs8===errors){let data4=data3.dependency;if(typeof data4!=
"boolean"){let coerced0;if(coerced0===void 0)if(data4==="false"||data4===0||data4===null)coerced0=!1;else if(data4==="tr\
ue"||data4===1)coerced0=!0;else return validate41.errors=[{instancePath:instancePath+"/query/dependency",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;coerced0!==
void 0&&(data4=coerced0,data3!==void 0&&(data3.dependency=coerced0))}}}else return validate41.errors=[{instancePath:instancePath+
"/query",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs6===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data5=data.header,_errs11=errors;if(errors===_errs11)if(data5&&
typeof data5=="object"&&!Array.isArray(data5))for(let key2 in data5){return validate41.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate41.errors=[{instancePath:instancePath+"/hea\
der",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs11===
errors}else var valid0=!0}}else return validate41.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate41.errors=vErrors,errors===0}var ArtifactCounts2=validate462;function validate462(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate462.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate462.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate462.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate462.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate462.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate462.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate462.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate462.errors=vErrors,errors===0}var ArtifactCreate=validate47;function validate482(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate482.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate482.errors=vErrors,errors===0):(validate482.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate47(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,
_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===
void 0&&(missing0="artifact_type"))return validate47.errors=[{instancePath:instancePath+"/path",keyword:"required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],
!1;{let _errs3=errors;for(let key0 in data0)if(key0!=="artifact_type"){return validate47.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}_errs3===errors&&data0.artifact_type!==void 0&&(validate482(data0.
artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"artifact_type",rootData})||
(vErrors=vErrors===null?validate482.errors:vErrors.concat(validate482.errors),errors=vErrors.length))}}else return validate47.
errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,
_errs5=errors;if(errors===_errs5)if(data2&&typeof data2=="object"&&!Array.isArray(data2))for(let key1 in data2){return validate47.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate47.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs5===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,
_errs8=errors;if(errors===_errs8)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate47.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate47.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs8===errors}else var valid0=!0}}else return validate47.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate47.errors=vErrors,
errors===0}var ArtifactDelete=validate502;function validate51(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate51.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate51.errors=vErrors,errors===0):(validate51.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate53(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate53.errors=vErrors,!1}return validate53.errors=vErrors,errors===0}function validate502(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate502.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate502.errors=[{instancePath:instancePath+"\
/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate51(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"art\
ifact_type",rootData})||(vErrors=vErrors===null?validate51.errors:vErrors.concat(validate51.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate53(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate53.errors:vErrors.concat(
validate53.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate502.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key1 in data3){return validate502.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate502.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data4=data.header,
_errs9=errors;if(errors===_errs9)if(data4&&typeof data4=="object"&&!Array.isArray(data4))for(let key2 in data4){return validate502.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate502.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs9===errors}else var valid0=!0}}else return validate502.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate502.errors=vErrors,
errors===0}var ArtifactDeliveries=validate55;function validate56(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate56.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate56.errors=vErrors,errors===0):(validate56.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate58(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate58.errors=vErrors,!1}return validate58.errors=vErrors,errors===0}function validate55(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate55.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate55.errors=[{instancePath:instancePath+"/\
path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate56(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"art\
ifact_type",rootData})||(vErrors=vErrors===null?validate56.errors:vErrors.concat(validate56.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate58(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate58.errors:vErrors.concat(
validate58.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate55.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key1 in data3){return validate55.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate55.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data4=data.header,
_errs9=errors;if(errors===_errs9)if(data4&&typeof data4=="object"&&!Array.isArray(data4))for(let key2 in data4){return validate55.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate55.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs9===errors}else var valid0=!0}}else return validate55.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate55.errors=vErrors,
errors===0}var ArtifactDownload=validate60;function validate61(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate61.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate61.errors=vErrors,errors===0):(validate61.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate63(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate63.errors=vErrors,!1}return validate63.errors=vErrors,errors===0}var schema362={type:"string",enum:["fu\
ll","weights","config"]};function validate65(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0==
"boolean")coerced0=""+data;else if(data===null)coerced0="";else return validate65.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&
(parentData[parentDataProperty]=coerced0))}return data==="full"||data==="weights"||data==="config"?(validate65.errors=vErrors,
errors===0):(validate65.errors=[{instancePath,keyword:"enum",params:{allowedValues:schema362.enum},message:"\
must be equal to one of the allowed values"}],!1)}function validate60(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.
path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){
let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&(missing0="id"))return validate60.
errors=[{instancePath:instancePath+"/path",keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;for(let key0 in data0)if(!(key0==="artifact\
_type"||key0==="id")){return validate60.errors=[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional propert\
ies"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;validate61(data0.artifact_type,{instancePath:instancePath+
"/path/artifact_type",parentData:data0,parentDataProperty:"artifact_type",rootData})||(vErrors=vErrors===null?validate61.
errors:vErrors.concat(validate61.errors),errors=vErrors.length);var valid1=_errs4===errors}else var valid1=!0;if(valid1)
if(data0.id!==void 0){let _errs5=errors;validate63(data0.id,{instancePath:instancePath+"/path/id",parentData:data0,parentDataProperty:"\
id",rootData})||(vErrors=vErrors===null?validate63.errors:vErrors.concat(validate63.errors),errors=vErrors.length);var valid1=_errs5===
errors}else var valid1=!0}}}else return validate60.errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;
if(valid0){if(data.query!==void 0){let data3=data.query,_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&
!Array.isArray(data3)){let _errs8=errors;for(let key1 in data3)if(key1!=="component"){return validate60.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}_errs8===errors&&data3.component!==void 0&&(validate65(data3.component,
{instancePath:instancePath+"/query/component",parentData:data3,parentDataProperty:"component",rootData})||(vErrors=vErrors===
null?validate65.errors:vErrors.concat(validate65.errors),errors=vErrors.length))}else return validate60.errors=[{instancePath:instancePath+
"/query",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs6===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data5=data.header,_errs10=errors;if(errors===_errs10)if(data5&&
typeof data5=="object"&&!Array.isArray(data5))for(let key2 in data5){return validate60.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate60.errors=[{instancePath:instancePath+"/hea\
der",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs10===
errors}else var valid0=!0}}else return validate60.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate60.errors=vErrors,errors===0}var ArtifactEvents=validate67;function validate682(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate682.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate682.errors=vErrors,errors===0):(validate682.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate70(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate70.errors=vErrors,!1}return validate70.errors=vErrors,errors===0}function validate67(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate67.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate67.errors=[{instancePath:instancePath+"/\
path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate682(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"ar\
tifact_type",rootData})||(vErrors=vErrors===null?validate682.errors:vErrors.concat(validate682.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate70(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate70.errors:vErrors.concat(
validate70.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate67.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key1 in data3){return validate67.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate67.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data4=data.header,
_errs9=errors;if(errors===_errs9)if(data4&&typeof data4=="object"&&!Array.isArray(data4)){let _errs11=errors;for(let key2 in data4)
if(key2!=="Last-Event-ID"){return validate67.errors=[{instancePath:instancePath+"/header",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must NOT have additiona\
l properties"}],!1;break}if(_errs11===errors&&data4["Last-Event-ID"]!==void 0){let data5=data4["Last-Event-ID"],_errs12=errors;
if(typeof data5!="string"){let dataType0=typeof data5,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="\
boolean")coerced0=""+data5;else if(data5===null)coerced0="";else return validate67.errors=[{instancePath:instancePath+"/\
header/Last-Event-ID",keyword:"type",params:{type:"string"},
message:"must be string"}],!1;coerced0!==void 0&&(data5=coerced0,data4!==void 0&&(data4["Last-Event-ID"]=coerced0))}if(errors===
_errs12&&typeof data5=="string"&&func22(data5)>200)return validate67.errors=[{instancePath:instancePath+"/header/Last-Ev\
ent-ID",keyword:"maxLength",params:{limit:200},message:"\
must NOT have more than 200 characters"}],!1}}else return validate67.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs9===errors}else
var valid0=!0}}else return validate67.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;return validate67.errors=vErrors,errors===0}var ArtifactManifest=validate72;function validate732(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate732.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate732.errors=vErrors,errors===0):(validate732.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate752(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate752.errors=vErrors,!1}return validate752.errors=vErrors,errors===0}function validate72(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate72.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate72.errors=[{instancePath:instancePath+"/\
path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate732(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"ar\
tifact_type",rootData})||(vErrors=vErrors===null?validate732.errors:vErrors.concat(validate732.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate752(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate752.errors:vErrors.concat(
validate752.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate72.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key1 in data3){return validate72.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate72.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data4=data.header,
_errs9=errors;if(errors===_errs9)if(data4&&typeof data4=="object"&&!Array.isArray(data4))for(let key2 in data4){return validate72.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate72.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs9===errors}else var valid0=!0}}else return validate72.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate72.errors=vErrors,
errors===0}var ArtifactRetrieve=validate772;function validate78(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate78.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate78.errors=vErrors,errors===0):(validate78.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate802(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate802.errors=vErrors,!1}return validate802.errors=vErrors,errors===0}function validate772(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate772.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate772.errors=[{instancePath:instancePath+"\
/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate78(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"art\
ifact_type",rootData})||(vErrors=vErrors===null?validate78.errors:vErrors.concat(validate78.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate802(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate802.errors:vErrors.concat(
validate802.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate772.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key1 in data3){return validate772.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate772.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data4=data.header,
_errs9=errors;if(errors===_errs9)if(data4&&typeof data4=="object"&&!Array.isArray(data4))for(let key2 in data4){return validate772.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate772.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs9===errors}else var valid0=!0}}else return validate772.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate772.errors=vErrors,
errors===0}var ArtifactSearch=validate822;function validate822(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate822.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate822.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1)){data1.limit===void 0&&(data1.limit=1e3);let _errs6=errors;for(let key1 in data1)
if(!(key1==="offset"||key1==="limit")){return validate822.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT hav\
e additional properties"}],!1;break}if(_errs6===errors){if(data1.offset!==void 0){let data2=data1.offset,_errs7=errors;if(typeof data2!=
"string"){let dataType0=typeof data2,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data2;else if(data2===null)coerced0="";else return validate822.errors=[{instancePath:instancePath+"/query/offset",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==
void 0&&(data2=coerced0,data1!==void 0&&(data1.offset=coerced0))}if(errors===_errs7&&typeof data2=="string"&&func22(data2)>
200)return validate822.errors=[{instancePath:instancePath+"/query/offset",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;var valid1=_errs7===
errors}else var valid1=!0;if(valid1){let data3=data1.limit,_errs9=errors;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(
data3))){let dataType1=typeof data3,coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data3===null||dataType1==="s\
tring"&&data3&&data3==+data3&&!(data3%1))coerced1=+data3;else return validate822.errors=[{instancePath:instancePath+"/qu\
ery/limit",keyword:"type",params:{type:"integer"},message:"must be\
 integer"}],!1;coerced1!==void 0&&(data3=coerced1,data1!==void 0&&(data1.limit=coerced1))}if(errors===_errs9&&typeof data3==
"number"){if(data3>1e3||isNaN(data3))return validate822.errors=[{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison:"<=",limit:1e3},message:"must be <= 1000"}],
!1;if(data3<1||isNaN(data3))return validate822.errors=[{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}var valid1=_errs9===
errors}}}else return validate822.errors=[{instancePath:instancePath+"/query",keyword:"\
type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.
header!==void 0){let data4=data.header,_errs11=errors;if(errors===_errs11)if(data4&&typeof data4=="object"&&!Array.isArray(
data4))for(let key2 in data4){return validate822.errors=[{instancePath:instancePath+"/header",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must NOT have addit\
ional properties"}],!1;break}else return validate822.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs11===errors}else var valid0=!0}}else
return validate822.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"must be obje\
ct"}],!1;return validate822.errors=vErrors,errors===0}var ArtifactUpdate=validate83;function validate84(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate84.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}return data==="model"||data==="dataset"||data==="code"?(validate84.errors=vErrors,errors===0):(validate84.errors=
[{instancePath,keyword:"enum",params:{allowedValues:schema173.enum},message:"must be equal to one of\
 the allowed values"}],!1)}function validate86(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0,_errs0=errors,valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,
keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:
vErrors.push(err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}
if(errors===_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.
push(err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",
params:{limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate86.errors=vErrors,!1}return validate86.errors=vErrors,errors===0}function validate83(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.artifact_type===void 0&&(missing0="artifact_type")||data0.id===void 0&&
(missing0="id"))return validate83.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(!(key0==="artifact_type"||key0==="id")){return validate83.errors=[{instancePath:instancePath+"/\
path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}if(_errs3===errors){if(data0.artifact_type!==void 0){let _errs4=errors;
validate84(data0.artifact_type,{instancePath:instancePath+"/path/artifact_type",parentData:data0,parentDataProperty:"art\
ifact_type",rootData})||(vErrors=vErrors===null?validate84.errors:vErrors.concat(validate84.errors),errors=vErrors.length);
var valid1=_errs4===errors}else var valid1=!0;if(valid1)if(data0.id!==void 0){let _errs5=errors;validate86(data0.id,{instancePath:instancePath+
"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate86.errors:vErrors.concat(
validate86.errors),errors=vErrors.length);var valid1=_errs5===errors}else var valid1=!0}}}else return validate83.errors=
[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"m\
ust be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data3=data.query,
_errs6=errors;if(errors===_errs6)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key1 in data3){return validate83.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate83.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs6===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data4=data.header,
_errs9=errors;if(errors===_errs9)if(data4&&typeof data4=="object"&&!Array.isArray(data4))for(let key2 in data4){return validate83.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate83.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs9===errors}else var valid0=!0}}else return validate83.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate83.errors=vErrors,
errors===0}var ArtifactsList=validate882;function validate882(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate882.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate882.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1)){data1.limit===void 0&&(data1.limit=100);let _errs6=errors;for(let key1 in data1)
if(!(key1==="offset"||key1==="limit")){return validate882.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT hav\
e additional properties"}],!1;break}if(_errs6===errors){if(data1.offset!==void 0){let data2=data1.offset,_errs7=errors;if(typeof data2!=
"string"){let dataType0=typeof data2,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data2;else if(data2===null)coerced0="";else return validate882.errors=[{instancePath:instancePath+"/query/offset",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==
void 0&&(data2=coerced0,data1!==void 0&&(data1.offset=coerced0))}if(errors===_errs7&&typeof data2=="string"&&func22(data2)>
200)return validate882.errors=[{instancePath:instancePath+"/query/offset",keyword:"maxLength",params:{limit:200},message:"must NOT have more than 200 characters"}],!1;var valid1=_errs7===
errors}else var valid1=!0;if(valid1){let data3=data1.limit,_errs9=errors;if(!(typeof data3=="number"&&!(data3%1)&&!isNaN(
data3))){let dataType1=typeof data3,coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data3===null||dataType1==="s\
tring"&&data3&&data3==+data3&&!(data3%1))coerced1=+data3;else return validate882.errors=[{instancePath:instancePath+"/qu\
ery/limit",keyword:"type",params:{type:"integer"},message:"must be\
 integer"}],!1;coerced1!==void 0&&(data3=coerced1,data1!==void 0&&(data1.limit=coerced1))}if(errors===_errs9&&typeof data3==
"number"){if(data3>2147483647||isNaN(data3))return validate882.errors=[{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{comparison:"<=",limit:2147483647},message:"must b\
e <= 2147483647"}],!1;if(data3<1||isNaN(data3))return validate882.errors=[{instancePath:instancePath+"/query/limit",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],
!1}var valid1=_errs9===errors}}}else return validate882.errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;
if(valid0)if(data.header!==void 0){let data4=data.header,_errs11=errors;if(errors===_errs11)if(data4&&typeof data4=="obj\
ect"&&!Array.isArray(data4))for(let key2 in data4){return validate882.errors=[{instancePath:instancePath+"/header",keyword:"additionalProperties",params:{additionalProperty:key2},message:"must \
NOT have additional properties"}],!1;break}else return validate882.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs11===errors}else
var valid0=!0}}else return validate882.errors=[{instancePath,keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;return validate882.errors=vErrors,errors===0}var AuditList=validate892,schema512={$id:"AuditList",type:"\
object",properties:{path:{type:"object",properties:{},required:[],additionalProperties:!1},query:{type:"object",properties:{
account:{$ref:"spec#/components/schemas/AccountName"},action:{$ref:"spec#/components/schemas/AuditAction"},artifact_id:{
$ref:"spec#/components/schemas/AnyArtifactId"},order:{type:"string",enum:["oldest","newest"],default:"oldest"},offset:{type:"\
string",maxLength:200},limit:{type:"integer",minimum:1,maximum:1e3,default:1e3}},required:[],additionalProperties:!1},header:{
type:"object",properties:{},required:[],additionalProperties:!1}}};function validate90(data,{instancePath="",parentData,
parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!="string"){let dataType0=typeof data,coerced0;
if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else return validate90.
errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==
void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}if(errors===0&&typeof data=="stri\
ng"){if(func22(data)>100)return validate90.errors=[{instancePath,keyword:"maxLength",params:{limit:100},
message:"must NOT have more than 100 characters"}],!1;if(func22(data)<1)return validate90.errors=[{instancePath,keyword:"minLength",params:{limit:1},message:"must NOT have fewer than 1 characters"}],!1;if(!pattern02.test(
data))return validate90.errors=[{instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Z\
a-z0-9._@-]*$"},message:'must match pattern "^[A-Za-z0-9][A-Za-z0-9._@-]*$"'}],!1}return validate90.errors=vErrors,errors===
0}var schema532={type:"string",enum:["SIGN_IN","SIGN_IN_REFUSED","SIGN_OUT","ACCOUNT_CREATE","ACCOUNT_ROLE","ACCOUNT_PAS\
SWORD","ACCOUNT_DELETE","TOKEN_CREATE","TOKEN_DELETE","POLICY","CREATE","UPDATE","DELETE","DOWNLOAD","RATE","AUDIT","RES\
ET"]};function validate922(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;
if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="bo\
olean")coerced0=""+data;else if(data===null)coerced0="";else return validate922.errors=[{instancePath,keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&
(parentData[parentDataProperty]=coerced0))}return data==="SIGN_IN"||data==="SIGN_IN_REFUSED"||data==="SIGN_OUT"||data===
"ACCOUNT_CREATE"||data==="ACCOUNT_ROLE"||data==="ACCOUNT_PASSWORD"||data==="ACCOUNT_DELETE"||data==="TOKEN_CREATE"||data===
"TOKEN_DELETE"||data==="POLICY"||data==="CREATE"||data==="UPDATE"||data==="DELETE"||data==="DOWNLOAD"||data==="RATE"||data===
"AUDIT"||data==="RESET"?(validate922.errors=vErrors,errors===0):(validate922.errors=[{instancePath,keyword:"\
enum",params:{allowedValues:schema532.enum},message:"must be equal to one of the allowed values"}],!1)}function validate94(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,valid0=!1,_errs1=errors;
if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="bo\
olean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,keyword:"\
type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:vErrors.push(err0),errors++}coerced0!==
void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}if(errors===_errs1&&typeof data==
"string"){if(func22(data)>100){let err1={instancePath,keyword:"maxLength",params:{limit:100},
message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.push(err1),errors++}else if(func22(
data)<1){let err2={instancePath,keyword:"minLength",params:{limit:1},message:"must NOT \
have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.test(data)){let err3={
instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'must match pat\
tern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;if(valid0=
valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate94.errors=vErrors,!1}return validate94.errors=vErrors,errors===0}function validate892(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0))for(let key0 in data0){return validate892.errors=[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NO\
T have additional properties"}],!1;break}else return validate892.errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===errors}else
var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&typeof data1==
"object"&&!Array.isArray(data1)){data1.order===void 0&&(data1.order="oldest"),data1.limit===void 0&&(data1.limit=1e3);let _errs6=errors;
for(let key1 in data1)if(!(key1==="account"||key1==="action"||key1==="artifact_id"||key1==="order"||key1==="offset"||key1===
"limit")){return validate892.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;
break}if(_errs6===errors){if(data1.account!==void 0){let _errs7=errors;validate90(data1.account,{instancePath:instancePath+
"/query/account",parentData:data1,parentDataProperty:"account",rootData})||(vErrors=vErrors===null?validate90.errors:vErrors.
concat(validate90.errors),errors=vErrors.length);var valid1=_errs7===errors}else var valid1=!0;if(valid1){if(data1.action!==
void 0){let _errs8=errors;validate922(data1.action,{instancePath:instancePath+"/query/action",parentData:data1,parentDataProperty:"\
action",rootData})||(vErrors=vErrors===null?validate922.errors:vErrors.concat(validate922.errors),errors=vErrors.length);
var valid1=_errs8===errors}else var valid1=!0;if(valid1){if(data1.artifact_id!==void 0){let _errs9=errors;validate94(data1.
artifact_id,{instancePath:instancePath+"/query/artifact_id",parentData:data1,parentDataProperty:"artifact_id",rootData})||
(vErrors=vErrors===null?validate94.errors:vErrors.concat(validate94.errors),errors=vErrors.length);var valid1=_errs9===errors}else
var valid1=!0;if(valid1){let data5=data1.order,_errs10=errors;if(typeof data5!="string"){let dataType0=typeof data5,coerced0;
if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data5;else if(data5===null)coerced0="";else
return validate892.errors=[{instancePath:instancePath+"/query/order",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data5=coerced0,data1!==void 0&&
(data1.order=coerced0))}if(!(data5==="oldest"||data5==="newest"))return validate892.errors=[{instancePath:instancePath+"\
/query/order",keyword:"enum",params:{allowedValues:schema512.properties.
query.properties.order.enum},message:"must be equal to one of the allowed values"}],!1;var valid1=_errs10===errors;if(valid1){
if(data1.offset!==void 0){let data6=data1.offset,_errs12=errors;if(typeof data6!="string"){let dataType1=typeof data6,coerced1;
if(coerced1===void 0)if(dataType1=="number"||dataType1=="boolean")coerced1=""+data6;else if(data6===null)coerced1="";else
return validate892.errors=[{instancePath:instancePath+"/query/offset",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced1!==void 0&&(data6=coerced1,data1!==void 0&&
(data1.offset=coerced1))}if(errors===_errs12&&typeof data6=="string"&&func22(data6)>200)return validate892.errors=[{instancePath:instancePath+
"/query/offset",keyword:"maxLength",params:{limit:200},message:"\
must NOT have more than 200 characters"}],!1;var valid1=_errs12===errors}else var valid1=!0;if(valid1){let data7=data1.limit,
_errs14=errors;if(!(typeof data7=="number"&&!(data7%1)&&!isNaN(data7))){let dataType2=typeof data7,coerced2;if(coerced2===
void 0)if(dataType2==="boolean"||data7===null||dataType2==="string"&&data7&&data7==+data7&&!(data7%1))coerced2=+data7;else
return validate892.errors=[{instancePath:instancePath+"/query/limit",keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;coerced2!==void 0&&(data7=coerced2,data1!==void 0&&
(data1.limit=coerced2))}if(errors===_errs14&&typeof data7=="number"){if(data7>1e3||isNaN(data7))return validate892.errors=
[{instancePath:instancePath+"/query/limit",keyword:"maximum",params:{
comparison:"<=",limit:1e3},message:"must be <= 1000"}],!1;if(data7<1||isNaN(data7))return validate892.errors=[{instancePath:instancePath+
"/query/limit",keyword:"minimum",params:{comparison:">=",limit:1},
message:"must be >= 1"}],!1}var valid1=_errs14===errors}}}}}}}else return validate892.errors=[{instancePath:instancePath+
"/query",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data8=data.header,_errs16=errors;if(errors===_errs16)if(data8&&
typeof data8=="object"&&!Array.isArray(data8))for(let key2 in data8){return validate892.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate892.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs16===
errors}else var valid0=!0}}else return validate892.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate892.errors=vErrors,errors===0}var Authenticate=validate962;function validate962(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate962.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate962.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate962.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate962.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate962.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate962.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate962.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate962.errors=vErrors,errors===0}var Contract=validate97;function validate97(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate97.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate97.errors=[{instancePath:instancePath+"/pat\
h",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate97.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate97.errors=[{instancePath:instancePath+"/que\
ry",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate97.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate97.errors=[{instancePath:instancePath+"/hea\
der",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate97.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate97.errors=vErrors,errors===0}var Documentation=validate982;function validate982(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate982.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate982.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate982.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate982.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate982.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate982.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate982.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate982.errors=vErrors,errors===0}var DocumentationFile=validate99,schema58={
$id:"DocumentationFile",type:"object",properties:{path:{type:"object",properties:{file:{type:"string",enum:["setup.js","\
swagger-ui-bundle.js","swagger-ui.css"]}},required:["file"],additionalProperties:!1},query:{type:"object",properties:{},
required:[],additionalProperties:!1},header:{type:"object",properties:{},required:[],additionalProperties:!1}}};function validate99(data,{
instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data==
"object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.file===void 0&&(missing0="file"))return validate99.errors=[{instancePath:instancePath+
"/path",keyword:"required",params:{missingProperty:missing0},message:"must have \
required property '"+missing0+"'"}],!1;{let _errs3=errors;for(let key0 in data0)if(key0!=="file"){return validate99.errors=
[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}if(_errs3===errors&&data0.file!==void 0){
let data1=data0.file;if(typeof data1!="string"){let dataType0=typeof data1,coerced0;if(coerced0===void 0)if(dataType0=="\
number"||dataType0=="boolean")coerced0=""+data1;else if(data1===null)coerced0="";else return validate99.errors=[{instancePath:instancePath+
"/path/file",keyword:"type",params:{type:"string"},message:"must be \
string"}],!1;coerced0!==void 0&&(data1=coerced0,data0!==void 0&&(data0.file=coerced0))}if(!(data1==="setup.js"||data1===
"swagger-ui-bundle.js"||data1==="swagger-ui.css"))return validate99.errors=[{instancePath:instancePath+"/path/file",keyword:"enum",params:{allowedValues:schema58.properties.path.properties.file.enum},
message:"must be equal to one of the allowed values"}],!1}}}else return validate99.errors=[{instancePath:instancePath+"/\
path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs6=errors;if(errors===_errs6)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key1 in data2){return validate99.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate99.errors=[{instancePath:instancePath+"/que\
ry",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs6===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs9=errors;if(errors===_errs9)if(data3&&
typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate99.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate99.errors=[{instancePath:instancePath+"/hea\
der",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs9===
errors}else var valid0=!0}}else return validate99.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate99.errors=vErrors,errors===0}var GarbageList=validate1002;function validate1002(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate1002.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate1002.errors=[{instancePath:instancePath+"/p\
ath",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate1002.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate1002.errors=[{instancePath:instancePath+"/q\
uery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate1002.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate1002.errors=[{instancePath:instancePath+"/h\
eader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate1002.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate1002.errors=vErrors,errors===0}var Health2=validate101;function validate101(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate101.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate101.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate101.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate101.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate101.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate101.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate101.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate101.errors=vErrors,errors===0}var HealthComponents=validate1022;function validate1022(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate1022.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate1022.errors=[{instancePath:instancePath+"/p\
ath",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1)){data1.windowMinutes===void 0&&(data1.windowMinutes=60),data1.includeTimeline===
void 0&&(data1.includeTimeline=!1);let _errs6=errors;for(let key1 in data1)if(!(key1==="windowMinutes"||key1==="includeT\
imeline")){return validate1022.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],
!1;break}if(_errs6===errors){let data2=data1.windowMinutes,_errs7=errors;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(
data2))){let dataType0=typeof data2,coerced0;if(coerced0===void 0)if(dataType0==="boolean"||data2===null||dataType0==="s\
tring"&&data2&&data2==+data2&&!(data2%1))coerced0=+data2;else return validate1022.errors=[{instancePath:instancePath+"/q\
uery/windowMinutes",keyword:"type",params:{type:"integer"},
message:"must be integer"}],!1;coerced0!==void 0&&(data2=coerced0,data1!==void 0&&(data1.windowMinutes=coerced0))}if(errors===
_errs7&&typeof data2=="number"){if(data2>1440||isNaN(data2))return validate1022.errors=[{instancePath:instancePath+"/que\
ry/windowMinutes",keyword:"maximum",params:{comparison:"\
<=",limit:1440},message:"must be <= 1440"}],!1;if(data2<5||isNaN(data2))return validate1022.errors=[{instancePath:instancePath+
"/query/windowMinutes",keyword:"minimum",params:{comparison:"\
>=",limit:5},message:"must be >= 5"}],!1}var valid1=_errs7===errors;if(valid1){let data3=data1.includeTimeline,_errs9=errors;
if(typeof data3!="boolean"){let coerced1;if(coerced1===void 0)if(data3==="false"||data3===0||data3===null)coerced1=!1;else if(data3===
"true"||data3===1)coerced1=!0;else return validate1022.errors=[{instancePath:instancePath+"/query/includeTimeline",keyword:"type",params:{type:"boolean"},message:"must be boolean"}],!1;
coerced1!==void 0&&(data3=coerced1,data1!==void 0&&(data1.includeTimeline=coerced1))}var valid1=_errs9===errors}}}else return validate1022.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data4=data.header,
_errs11=errors;if(errors===_errs11)if(data4&&typeof data4=="object"&&!Array.isArray(data4))for(let key2 in data4){return validate1022.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate1022.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs11===errors}else var valid0=!0}}else return validate1022.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate1022.errors=vErrors,
errors===0}var IngestStatistics2=validate103;function validate103(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate103.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate103.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1)){data1.hours===void 0&&(data1.hours=24);let _errs6=errors;for(let key1 in data1)
if(key1!=="hours"){return validate103.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must NOT have additional propert\
ies"}],!1;break}if(_errs6===errors){let data2=data1.hours,_errs7=errors;if(!(typeof data2=="number"&&!(data2%1)&&!isNaN(
data2))){let dataType0=typeof data2,coerced0;if(coerced0===void 0)if(dataType0==="boolean"||data2===null||dataType0==="s\
tring"&&data2&&data2==+data2&&!(data2%1))coerced0=+data2;else return validate103.errors=[{instancePath:instancePath+"/qu\
ery/hours",keyword:"type",params:{type:"integer"},message:"must be\
 integer"}],!1;coerced0!==void 0&&(data2=coerced0,data1!==void 0&&(data1.hours=coerced0))}if(errors===_errs7&&typeof data2==
"number"){if(data2>168||isNaN(data2))return validate103.errors=[{instancePath:instancePath+"/query/hours",keyword:"maximum",params:{comparison:"<=",limit:168},message:"must be <= 168"}],
!1;if(data2<1||isNaN(data2))return validate103.errors=[{instancePath:instancePath+"/query/hours",keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}}}else return validate103.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,
_errs9=errors;if(errors===_errs9)if(data3&&typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate103.
errors=[{instancePath:instancePath+"/header",keyword:"additionalPr\
operties",params:{additionalProperty:key2},message:"must NOT have additional properties"}],!1;break}else return validate103.
errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},
message:"must be object"}],!1;var valid0=_errs9===errors}else var valid0=!0}}else return validate103.errors=[{instancePath,
keyword:"type",params:{type:"object"},message:"must be object"}],!1;return validate103.errors=vErrors,
errors===0}var LedgerCall2=validate104;var pattern152=new RegExp("^[0-9]{1,16}$","u"),pattern16=new RegExp("^[0-9A-Za-z-]{16,64}$","u"),pattern17=new RegExp("^\
[0-9a-f]{64}$","u");function validate104(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,
_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate104.
errors=[{instancePath:instancePath+"/path",keyword:"additionalProper\
ties",params:{additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}else return validate104.
errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,
_errs4=errors;if(errors===_errs4)if(data1&&typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate104.
errors=[{instancePath:instancePath+"/query",keyword:"additionalProp\
erties",params:{additionalProperty:key1},message:"must NOT have additional properties"}],!1;break}else return validate104.
errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"\
must be object"}],!1;var valid0=_errs4===errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,
_errs7=errors;if(errors===_errs7)if(data2&&typeof data2=="object"&&!Array.isArray(data2)){let missing0;if(data2["X-Callb\
ack-Timestamp"]===void 0&&(missing0="X-Callback-Timestamp")||data2["X-Callback-Nonce"]===void 0&&(missing0="X-Callback-N\
once")||data2["X-Callback-Content-Sha256"]===void 0&&(missing0="X-Callback-Content-Sha256"))return validate104.errors=[{
instancePath:instancePath+"/header",keyword:"required",params:{missingProperty:missing0},
message:"must have required property '"+missing0+"'"}],!1;{let _errs9=errors;for(let key2 in data2)if(!(key2==="X-Callba\
ck-Timestamp"||key2==="X-Callback-Nonce"||key2==="X-Callback-Content-Sha256")){return validate104.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}if(_errs9===errors){if(data2["X-Callback-Timestamp"]!==void 0){
let data3=data2["X-Callback-Timestamp"],_errs10=errors;if(typeof data3!="string"){let dataType0=typeof data3,coerced0;if(coerced0===
void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=""+data3;else if(data3===null)coerced0="";else return validate104.
errors=[{instancePath:instancePath+"/header/X-Callback-Timestamp",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data3=coerced0,data2!==
void 0&&(data2["X-Callback-Timestamp"]=coerced0))}if(errors===_errs10&&typeof data3=="string"){if(func22(data3)>16)return validate104.
errors=[{instancePath:instancePath+"/header/X-Callback-Timestamp",keyword:"maxLength",params:{limit:16},message:"must NOT have more than 16 characters"}],!1;if(!pattern152.
test(data3))return validate104.errors=[{instancePath:instancePath+"/header/X-Callback-Timestamp",keyword:"pattern",params:{pattern:"^[0-9]{1,16}$"},message:'must match\
 pattern "^[0-9]{1,16}$"'}],!1}var valid1=_errs10===errors}else var valid1=!0;if(valid1){if(data2["X-Callback-Nonce"]!==
void 0){let data4=data2["X-Callback-Nonce"],_errs12=errors;if(typeof data4!="string"){let dataType1=typeof data4,coerced1;
if(coerced1===void 0)if(dataType1=="number"||dataType1=="boolean")coerced1=""+data4;else if(data4===null)coerced1="";else
return validate104.errors=[{instancePath:instancePath+"/header/X-Callback-Nonce",keyword:"type",params:{type:"string"},message:"must be string"}],!1;coerced1!==void 0&&(data4=
coerced1,data2!==void 0&&(data2["X-Callback-Nonce"]=coerced1))}if(errors===_errs12&&typeof data4=="string"){if(func22(data4)>
64)return validate104.errors=[{instancePath:instancePath+"/header/X-Callback-Nonce",keyword:"maxLength",params:{limit:64},message:"must NOT have more than 64 characters"}],
!1;if(!pattern16.test(data4))return validate104.errors=[{instancePath:instancePath+"/header/X-Callback-Nonce",keyword:"pattern",params:{pattern:"^[0-9A-Za-z-]{16,64}$"},message:'\
must match pattern "^[0-9A-Za-z-]{16,64}$"'}],!1}var valid1=_errs12===errors}else var valid1=!0;if(valid1)if(data2["X-Ca\
llback-Content-Sha256"]!==void 0){let data5=data2["X-Callback-Content-Sha256"],_errs14=errors;if(typeof data5!="string"){
let dataType2=typeof data5,coerced2;if(coerced2===void 0)if(dataType2=="number"||dataType2=="boolean")coerced2=""+data5;else if(data5===
null)coerced2="";else return validate104.errors=[{instancePath:instancePath+"/header/X-Callback-Content-Sha256",keyword:"type",params:{type:"string"},message:"must be st\
ring"}],!1;coerced2!==void 0&&(data5=coerced2,data2!==void 0&&(data2["X-Callback-Content-Sha256"]=coerced2))}if(errors===
_errs14&&typeof data5=="string"){if(func22(data5)>64)return validate104.errors=[{instancePath:instancePath+"/header/X-Ca\
llback-Content-Sha256",keyword:"maxLengt\
h",params:{limit:64},message:"must NOT have more than 64 characters"}],!1;if(!pattern17.test(data5))return validate104.errors=
[{instancePath:instancePath+"/header/X-Callback-Content-Sha256",keyword:"pattern",params:{pattern:"^[0-9a-f]{64}$"},message:'must match pattern "^[0-9a-f]{64}$"'}],
!1}var valid1=_errs14===errors}else var valid1=!0}}}}else return validate104.errors=[{instancePath:instancePath+"/header",
keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate104.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate104.errors=vErrors,errors===0}var LicenseCheck=validate105;function validate1062(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,
valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0==
"number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}if(errors===
_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"max\
Length",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.push(
err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",params:{
limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate1062.errors=vErrors,!1}return validate1062.errors=vErrors,errors===0}function validate105(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.id===void 0&&(missing0="id"))return validate105.errors=[{instancePath:instancePath+
"/path",keyword:"required",params:{missingProperty:missing0},message:"must have \
required property '"+missing0+"'"}],!1;{let _errs3=errors;for(let key0 in data0)if(key0!=="id"){return validate105.errors=
[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}_errs3===errors&&data0.id!==void 0&&(validate1062(
data0.id,{instancePath:instancePath+"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?
validate1062.errors:vErrors.concat(validate1062.errors),errors=vErrors.length))}}else return validate105.errors=[{instancePath:instancePath+
"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs5=errors;if(errors===_errs5)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key1 in data2){return validate105.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate105.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs5===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs8=errors;if(errors===_errs8)if(data3&&
typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate105.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate105.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs8===
errors}else var valid0=!0}}else return validate105.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate105.errors=vErrors,errors===0}var Metrics=validate108;function validate108(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate108.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate108.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate108.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate108.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate108.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate108.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate108.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate108.errors=vErrors,errors===0}var ModelLineage=validate109;function validate110(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,
valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0==
"number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}if(errors===
_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"max\
Length",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.push(
err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",params:{
limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate110.errors=vErrors,!1}return validate110.errors=vErrors,errors===0}function validate109(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.id===void 0&&(missing0="id"))return validate109.errors=[{instancePath:instancePath+
"/path",keyword:"required",params:{missingProperty:missing0},message:"must have \
required property '"+missing0+"'"}],!1;{let _errs3=errors;for(let key0 in data0)if(key0!=="id"){return validate109.errors=
[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}_errs3===errors&&data0.id!==void 0&&(validate110(
data0.id,{instancePath:instancePath+"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?
validate110.errors:vErrors.concat(validate110.errors),errors=vErrors.length))}}else return validate109.errors=[{instancePath:instancePath+
"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs5=errors;if(errors===_errs5)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key1 in data2){return validate109.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate109.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs5===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs8=errors;if(errors===_errs8)if(data3&&
typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate109.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate109.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs8===
errors}else var valid0=!0}}else return validate109.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate109.errors=vErrors,errors===0}var ModelRate=validate112;function validate113(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0,_errs0=errors,
valid0=!1,_errs1=errors;if(typeof data!="string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0==
"number"||dataType0=="boolean")coerced0=""+data;else if(data===null)coerced0="";else{let err0={instancePath,keyword:"type",params:{type:"string"},message:"must be string"};vErrors===null?vErrors=[err0]:vErrors.push(
err0),errors++}coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=coerced0))}if(errors===
_errs1&&typeof data=="string"){if(func22(data)>100){let err1={instancePath,keyword:"max\
Length",params:{limit:100},message:"must NOT have more than 100 characters"};vErrors===null?vErrors=[err1]:vErrors.push(
err1),errors++}else if(func22(data)<1){let err2={instancePath,keyword:"minLength",params:{
limit:1},message:"must NOT have fewer than 1 characters"};vErrors===null?vErrors=[err2]:vErrors.push(err2),errors++}else if(!pattern3.
test(data)){let err3={instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9-]+$"},message:'\
must match pattern "^[A-Za-z0-9-]+$"'};vErrors===null?vErrors=[err3]:vErrors.push(err3),errors++}}var _valid0=_errs1===errors;
if(valid0=valid0||_valid0,!valid0){let _errs3=errors;if(!(typeof data=="number"&&!(data%1)&&!isNaN(data))){let dataType1=typeof data,
coerced1;if(coerced1===void 0)if(dataType1==="boolean"||data===null||dataType1==="string"&&data&&data==+data&&!(data%1))
coerced1=+data;else{let err4={instancePath,keyword:"type",params:{type:"integer"},message:"m\
ust be integer"};vErrors===null?vErrors=[err4]:vErrors.push(err4),errors++}coerced1!==void 0&&(data=coerced1,parentData!==
void 0&&(parentData[parentDataProperty]=coerced1))}if(errors===_errs3&&typeof data=="number"){if(data>9007199254740991||
isNaN(data)){let err5={instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"};vErrors===null?vErrors=[err5]:vErrors.push(err5),errors++}else if(data<1||isNaN(data)){
let err6={instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must b\
e >= 1"};vErrors===null?vErrors=[err6]:vErrors.push(err6),errors++}}var _valid0=_errs3===errors;valid0=valid0||_valid0}if(valid0)
errors=_errs0,vErrors!==null&&(_errs0?vErrors.length=_errs0:vErrors=null);else{let err7={instancePath,keyword:"anyOf",params:{},message:"must match a schema in anyOf"};return vErrors===null?vErrors=[err7]:vErrors.push(err7),
errors++,validate113.errors=vErrors,!1}return validate113.errors=vErrors,errors===0}function validate112(data,{instancePath="",
parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&
!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0==
"object"&&!Array.isArray(data0)){let missing0;if(data0.id===void 0&&(missing0="id"))return validate112.errors=[{instancePath:instancePath+
"/path",keyword:"required",params:{missingProperty:missing0},message:"must have \
required property '"+missing0+"'"}],!1;{let _errs3=errors;for(let key0 in data0)if(key0!=="id"){return validate112.errors=
[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{
additionalProperty:key0},message:"must NOT have additional properties"}],!1;break}_errs3===errors&&data0.id!==void 0&&(validate113(
data0.id,{instancePath:instancePath+"/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?
validate113.errors:vErrors.concat(validate113.errors),errors=vErrors.length))}}else return validate112.errors=[{instancePath:instancePath+
"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs5=errors;if(errors===_errs5)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key1 in data2){return validate112.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate112.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs5===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs8=errors;if(errors===_errs8)if(data3&&
typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate112.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate112.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs8===
errors}else var valid0=!0}}else return validate112.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate112.errors=vErrors,errors===0}var RatingsRerate=validate1152;function validate1152(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate1152.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate1152.errors=[{instancePath:instancePath+"/p\
ath",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate1152.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate1152.errors=[{instancePath:instancePath+"/q\
uery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate1152.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate1152.errors=[{instancePath:instancePath+"/h\
eader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate1152.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate1152.errors=vErrors,errors===0}var Readiness=validate1162;function validate1162(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate1162.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate1162.errors=[{instancePath:instancePath+"/p\
ath",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate1162.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate1162.errors=[{instancePath:instancePath+"/q\
uery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate1162.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate1162.errors=[{instancePath:instancePath+"/h\
eader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate1162.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate1162.errors=vErrors,errors===0}var RegistryReset=validate1172;function validate1172(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate1172.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate1172.errors=[{instancePath:instancePath+"/p\
ath",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate1172.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate1172.errors=[{instancePath:instancePath+"/q\
uery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate1172.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate1172.errors=[{instancePath:instancePath+"/h\
eader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate1172.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate1172.errors=vErrors,errors===0}var Root=validate118;function validate118(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate118.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate118.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate118.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate118.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate118.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate118.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate118.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate118.errors=vErrors,errors===0}var SignOut=validate119;function validate119(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate119.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate119.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate119.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate119.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate119.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate119.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate119.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate119.errors=vErrors,errors===0}var TokenCreate=validate120;function validate120(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate120.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate120.errors=[{instancePath:instancePath+"/pa\
th",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate120.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate120.errors=[{instancePath:instancePath+"/qu\
ery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate120.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate120.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate120.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate120.errors=vErrors,errors===0}var TokenDelete=validate1212;function validate122(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(!(typeof data==
"number"&&!(data%1)&&!isNaN(data))){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0==="boolean"||data===
null||dataType0==="string"&&data&&data==+data&&!(data%1))coerced0=+data;else return validate122.errors=[{instancePath,keyword:"type",params:{type:"integer"},message:"must be integer"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==
void 0&&(parentData[parentDataProperty]=coerced0))}if(errors===0&&typeof data=="number"){if(data>9007199254740991||isNaN(
data))return validate122.errors=[{instancePath,keyword:"maximum",params:{comparison:"<=",limit:9007199254740991},
message:"must be <= 9007199254740991"}],!1;if(data<1||isNaN(data))return validate122.errors=[{instancePath,keyword:"minimum",params:{comparison:">=",limit:1},message:"must be >= 1"}],!1}return validate122.errors=vErrors,
errors===0}function validate1212(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,
errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,
_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0)){let missing0;if(data0.id===void 0&&
(missing0="id"))return validate1212.errors=[{instancePath:instancePath+"/path",keyword:"\
required",params:{missingProperty:missing0},message:"must have required property '"+missing0+"'"}],!1;{let _errs3=errors;
for(let key0 in data0)if(key0!=="id"){return validate1212.errors=[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have \
additional properties"}],!1;break}_errs3===errors&&data0.id!==void 0&&(validate122(data0.id,{instancePath:instancePath+"\
/path/id",parentData:data0,parentDataProperty:"id",rootData})||(vErrors=vErrors===null?validate122.errors:vErrors.concat(
validate122.errors),errors=vErrors.length))}}else return validate1212.errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===errors}else
var valid0=!0;if(valid0){if(data.query!==void 0){let data2=data.query,_errs5=errors;if(errors===_errs5)if(data2&&typeof data2==
"object"&&!Array.isArray(data2))for(let key1 in data2){return validate1212.errors=[{instancePath:instancePath+"/query",keyword:"additionalProperties",params:{additionalProperty:key1},message:"must N\
OT have additional properties"}],!1;break}else return validate1212.errors=[{instancePath:instancePath+"/query",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs5===errors}else
var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs8=errors;if(errors===_errs8)if(data3&&typeof data3==
"object"&&!Array.isArray(data3))for(let key2 in data3){return validate1212.errors=[{instancePath:instancePath+"/header",
keyword:"additionalProperties",params:{additionalProperty:key2},message:"\
must NOT have additional properties"}],!1;break}else return validate1212.errors=[{instancePath:instancePath+"/header",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs8===errors}else
var valid0=!0}}else return validate1212.errors=[{instancePath,keyword:"type",params:{type:"object"},
message:"must be object"}],!1;return validate1212.errors=vErrors,errors===0}var TokenList=validate124;function validate125(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(typeof data!=
"string"){let dataType0=typeof data,coerced0;if(coerced0===void 0)if(dataType0=="number"||dataType0=="boolean")coerced0=
""+data;else if(data===null)coerced0="";else return validate125.errors=[{instancePath,keyword:"type",
params:{type:"string"},message:"must be string"}],!1;coerced0!==void 0&&(data=coerced0,parentData!==void 0&&(parentData[parentDataProperty]=
coerced0))}if(errors===0&&typeof data=="string"){if(func22(data)>100)return validate125.errors=[{instancePath,keyword:"maxLength",params:{limit:100},message:"must NOT have more than 100 characters"}],!1;if(func22(data)<
1)return validate125.errors=[{instancePath,keyword:"minLength",params:{limit:1},message:"must N\
OT have fewer than 1 characters"}],!1;if(!pattern02.test(data))return validate125.errors=[{instancePath,keyword:"pattern",params:{pattern:"^[A-Za-z0-9][A-Za-z0-9._@-]*$"},message:'must match pattern "^[A-Za-z0-9][A-Za\
-z0-9._@-]*$"'}],!1}return validate125.errors=vErrors,errors===0}function validate124(data,{instancePath="",parentData,parentDataProperty,
rootData=data}={}){let vErrors=null,errors=0;if(errors===0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.
path!==void 0){let data0=data.path,_errs1=errors;if(errors===_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))
for(let key0 in data0){return validate124.errors=[{instancePath:instancePath+"/path",keyword:"additionalProperties",params:{additionalProperty:key0},message:"must NOT have additional prope\
rties"}],!1;break}else return validate124.errors=[{instancePath:instancePath+"/path",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===errors}else var valid0=!0;if(valid0){
if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&typeof data1=="object"&&!Array.isArray(
data1)){let _errs6=errors;for(let key1 in data1)if(key1!=="account"){return validate124.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}_errs6===errors&&data1.account!==void 0&&(validate125(data1.account,
{instancePath:instancePath+"/query/account",parentData:data1,parentDataProperty:"account",rootData})||(vErrors=vErrors===
null?validate125.errors:vErrors.concat(validate125.errors),errors=vErrors.length))}else return validate124.errors=[{instancePath:instancePath+
"/query",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data3=data.header,_errs8=errors;if(errors===_errs8)if(data3&&
typeof data3=="object"&&!Array.isArray(data3))for(let key2 in data3){return validate124.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate124.errors=[{instancePath:instancePath+"/he\
ader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs8===
errors}else var valid0=!0}}else return validate124.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate124.errors=vErrors,errors===0}var Tracks2=validate1272;function validate1272(data,{instancePath="",parentData,parentDataProperty,rootData=data}={}){let vErrors=null,errors=0;if(errors===
0)if(data&&typeof data=="object"&&!Array.isArray(data)){if(data.path!==void 0){let data0=data.path,_errs1=errors;if(errors===
_errs1)if(data0&&typeof data0=="object"&&!Array.isArray(data0))for(let key0 in data0){return validate1272.errors=[{instancePath:instancePath+
"/path",keyword:"additionalProperties",params:{additionalProperty:key0},
message:"must NOT have additional properties"}],!1;break}else return validate1272.errors=[{instancePath:instancePath+"/p\
ath",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs1===
errors}else var valid0=!0;if(valid0){if(data.query!==void 0){let data1=data.query,_errs4=errors;if(errors===_errs4)if(data1&&
typeof data1=="object"&&!Array.isArray(data1))for(let key1 in data1){return validate1272.errors=[{instancePath:instancePath+
"/query",keyword:"additionalProperties",params:{additionalProperty:key1},
message:"must NOT have additional properties"}],!1;break}else return validate1272.errors=[{instancePath:instancePath+"/q\
uery",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs4===
errors}else var valid0=!0;if(valid0)if(data.header!==void 0){let data2=data.header,_errs7=errors;if(errors===_errs7)if(data2&&
typeof data2=="object"&&!Array.isArray(data2))for(let key2 in data2){return validate1272.errors=[{instancePath:instancePath+
"/header",keyword:"additionalProperties",params:{additionalProperty:key2},
message:"must NOT have additional properties"}],!1;break}else return validate1272.errors=[{instancePath:instancePath+"/h\
eader",keyword:"type",params:{type:"object"},message:"must be object"}],!1;var valid0=_errs7===
errors}else var valid0=!0}}else return validate1272.errors=[{instancePath,keyword:"type",params:{type:"\
object"},message:"must be object"}],!1;return validate1272.errors=vErrors,errors===0}var requests={AccountCreate:{parameters:AccountCreate,body:NewAccount,bodyRequired:!0},AccountDelete:{parameters:AccountDelete,
body:null,bodyRequired:!1},AccountList:{parameters:AccountList,body:null,bodyRequired:!1},AccountOwn:{parameters:AccountOwn,
body:null,bodyRequired:!1},AccountPassword:{parameters:AccountPassword,body:PasswordChange,bodyRequired:!0},AccountUpdate:{
parameters:AccountUpdate,body:AccountChange,bodyRequired:!0},ArtifactAudit:{parameters:ArtifactAudit,body:null,bodyRequired:!1},
ArtifactByName:{parameters:ArtifactByName,body:null,bodyRequired:!1},ArtifactByRegEx:{parameters:ArtifactByRegEx,body:ArtifactRegEx,
bodyRequired:!0},ArtifactCost:{parameters:ArtifactCost,body:null,bodyRequired:!1},ArtifactCounts:{parameters:ArtifactCounts2,
body:ArtifactFilter,bodyRequired:!0},ArtifactCreate:{parameters:ArtifactCreate,body:IngestRequest,bodyRequired:!0},ArtifactDelete:{
parameters:ArtifactDelete,body:null,bodyRequired:!1},ArtifactDeliveries:{parameters:ArtifactDeliveries,body:null,bodyRequired:!1},
ArtifactDownload:{parameters:ArtifactDownload,body:null,bodyRequired:!1},ArtifactEvents:{parameters:ArtifactEvents,body:null,
bodyRequired:!1},ArtifactManifest:{parameters:ArtifactManifest,body:null,bodyRequired:!1},ArtifactRetrieve:{parameters:ArtifactRetrieve,
body:null,bodyRequired:!1},ArtifactSearch:{parameters:ArtifactSearch,body:ArtifactSearchRequest,bodyRequired:!0},ArtifactUpdate:{
parameters:ArtifactUpdate,body:ArtifactUpdateRequest,bodyRequired:!0},ArtifactsList:{parameters:ArtifactsList,body:ArtifactQueries,
bodyRequired:!0},AuditList:{parameters:AuditList,body:null,bodyRequired:!1},Authenticate:{parameters:Authenticate,body:AuthenticationRequest,
bodyRequired:!0},Contract:{parameters:Contract,body:null,bodyRequired:!1},Documentation:{parameters:Documentation,body:null,
bodyRequired:!1},DocumentationFile:{parameters:DocumentationFile,body:null,bodyRequired:!1},GarbageList:{parameters:GarbageList,
body:null,bodyRequired:!1},Health:{parameters:Health2,body:null,bodyRequired:!1},HealthComponents:{parameters:HealthComponents,
body:null,bodyRequired:!1},IngestStatistics:{parameters:IngestStatistics2,body:null,bodyRequired:!1},LedgerCall:{parameters:LedgerCall2,
body:LedgerCall,bodyRequired:!0},LicenseCheck:{parameters:LicenseCheck,body:LicenseCheckRequest,bodyRequired:!0},Metrics:{
parameters:Metrics,body:null,bodyRequired:!1},ModelLineage:{parameters:ModelLineage,body:null,bodyRequired:!1},ModelRate:{
parameters:ModelRate,body:null,bodyRequired:!1},RatingsRerate:{parameters:RatingsRerate,body:RerateRequest,bodyRequired:!0},
Readiness:{parameters:Readiness,body:null,bodyRequired:!1},RegistryReset:{parameters:RegistryReset,body:null,bodyRequired:!1},
Root:{parameters:Root,body:null,bodyRequired:!1},SignOut:{parameters:SignOut,body:null,bodyRequired:!1},TokenCreate:{parameters:TokenCreate,
body:NewPersonalToken,bodyRequired:!0},TokenDelete:{parameters:TokenDelete,body:null,bodyRequired:!1},TokenList:{parameters:TokenList,
body:null,bodyRequired:!1},Tracks:{parameters:Tracks2,body:null,bodyRequired:!1}},replies={AccountCreate:{201:Account,400:BadRequest,
403:Problem,409:Problem,413:Problem,415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},AccountDelete:{200:Account,
400:BadRequest,403:Problem,404:Problem,409:Problem,429:Problem,500:UnexpectedProblem,503:Problem},AccountList:{200:AccountPage,
400:BadRequest,403:Problem,429:Problem,500:UnexpectedProblem,503:Problem},AccountOwn:{200:Caller,400:BadRequest,403:Problem,
429:Problem,500:UnexpectedProblem,503:Problem},AccountPassword:{400:BadRequest,403:Problem,413:Problem,415:Problem,429:Problem,
500:UnexpectedProblem,503:Problem},AccountUpdate:{200:Account,400:BadRequest,403:Problem,404:Problem,409:Problem,413:Problem,
415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactAudit:{200:AuditEntries,400:BadRequest,403:Problem,404:Problem,
429:Problem,500:UnexpectedProblem,503:Problem},ArtifactByName:{200:ArtifactPage,400:BadRequest,403:Problem,404:Problem,429:Problem,
500:UnexpectedProblem,503:Problem},ArtifactByRegEx:{200:ArtifactPage,400:BadRequest,403:Problem,404:Problem,413:Problem,
415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactCost:{200:ArtifactCosts,400:BadRequest,403:Problem,404:Problem,
429:Problem,500:UnexpectedProblem,503:Problem},ArtifactCounts:{200:ArtifactCounts,400:BadRequest,403:Problem,413:Problem,
415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactCreate:{201:IngestResult,202:IngestResult,400:BadRequest,
403:Problem,409:Conflict,413:Problem,415:Problem,424:NotAdmitted,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactDelete:{
200:ArtifactDeleted,400:BadRequest,403:Problem,404:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactDeliveries:{
200:WebhookDeliveries,400:BadRequest,403:Problem,404:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactDownload:{
400:BadRequest,403:Problem,404:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactEvents:{200:Artifact,400:BadRequest,
403:Problem,404:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactManifest:{200:Manifest,400:BadRequest,403:Problem,
404:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactRetrieve:{200:Artifact,400:BadRequest,403:Problem,404:Problem,
429:Problem,500:UnexpectedProblem,503:Problem},ArtifactSearch:{200:ArtifactSummaries,400:BadRequest,403:Problem,413:Problem,
415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactUpdate:{202:IngestAccepted,400:BadRequest,403:Problem,
404:Problem,409:Conflict,413:Problem,415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},ArtifactsList:{200:ArtifactPage,
400:BadRequest,403:Problem,413:Problem,415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},AuditList:{200:AuditRecords,
400:BadRequest,403:Problem,429:Problem,500:UnexpectedProblem,503:Problem},Authenticate:{200:AuthenticationToken,400:BadRequest,
401:Problem,413:Problem,415:Problem,429:Problem,500:UnexpectedProblem,503:Problem},Contract:{400:BadRequest,429:Problem,
500:UnexpectedProblem,503:Problem},Documentation:{400:BadRequest,429:Problem,500:UnexpectedProblem,503:Problem},DocumentationFile:{
400:BadRequest,429:Problem,500:UnexpectedProblem,503:Problem},GarbageList:{200:GarbageReport,400:BadRequest,403:Problem,
429:Problem,500:UnexpectedProblem,503:Problem},Health:{200:Health,400:BadRequest},HealthComponents:{200:ComponentsHealth,
400:BadRequest,403:Problem,429:Problem,500:UnexpectedProblem,503:Problem},IngestStatistics:{200:IngestStatistics,400:BadRequest,
403:Problem,429:Problem,500:UnexpectedProblem,503:Problem},LedgerCall:{200:LedgerAnswer,400:BadRequest,403:Problem,404:Problem,
409:Problem,413:Problem,415:Problem,500:UnexpectedProblem,503:Problem},LicenseCheck:{200:LicenseCheckResult,400:BadRequest,
403:Problem,404:Problem,413:Problem,415:Problem,429:Problem,500:UnexpectedProblem,502:Problem,503:Problem},Metrics:{400:BadRequest,
403:Problem,404:Problem,500:UnexpectedProblem,503:Problem},ModelLineage:{200:LineageGraph,400:BadRequest,403:Problem,404:Problem,
429:Problem,500:UnexpectedProblem,503:Problem},ModelRate:{200:ModelRating,400:BadRequest,403:Problem,404:Problem,429:Problem,
500:UnexpectedProblem,503:Problem},RatingsRerate:{200:RerateReport,400:BadRequest,403:Problem,413:Problem,415:Problem,429:Problem,
500:UnexpectedProblem,503:Problem},Readiness:{200:Ready,400:BadRequest,500:UnexpectedProblem,503:NotReady},RegistryReset:{
200:ResetDone,400:BadRequest,401:Problem,403:Problem,429:Problem,500:UnexpectedProblem,503:Problem},Root:{200:Links,400:BadRequest,
429:Problem,503:Problem},SignOut:{400:BadRequest,403:Problem,429:Problem,500:UnexpectedProblem,503:Problem},TokenCreate:{
201:IssuedPersonalToken,400:BadRequest,403:Problem,409:Problem,413:Problem,415:Problem,429:Problem,500:UnexpectedProblem,
503:Problem},TokenDelete:{400:BadRequest,403:Problem,404:Problem,429:Problem,500:UnexpectedProblem,503:Problem},TokenList:{
200:PersonalTokens,400:BadRequest,403:Problem,429:Problem,500:UnexpectedProblem,503:Problem},Tracks:{200:Tracks,400:BadRequest,
429:Problem,503:Problem}};export{IngestEvent as isIngestEvent,LedgerAnswer as isLedgerAnswer,LedgerCall as isLedgerCall,ShareEvent as isShareEvent,
replies,requests};
