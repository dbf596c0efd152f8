<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the interface, each language a block with the same elements. {$say/next-article} in a rule gives the reader's. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:exsl="http://exslt.org/common"
  exclude-result-prefixes="exsl">

  <xsl:variable name="interface-language">
    <xsl:choose>
      <xsl:when test="$interface = 'zh' or $interface = 'en'"><xsl:value-of select="$interface"/></xsl:when>
      <xsl:when test="starts-with($text-language, 'zh') or $text-language = ''">zh</xsl:when>
      <xsl:otherwise>en</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>
  <xsl:variable name="say" select="exsl:node-set($labels)/words[@lang = $interface-language]"/>

  <!-- a number with what it counts: 3处, 1 mention, 3 mentions -->
  <xsl:template name="counted">
    <xsl:param name="n"/>
    <xsl:param name="of"/>
    <xsl:value-of select="concat($n, $say/counted[@of = $of][not(@n) or @n = $n][1])"/>
  </xsl:template>

  <!-- a page by its number or name; 第二張第一版 (page 1 of sheet 2) says itself what it is -->
  <xsl:template name="page-words">
    <xsl:param name="page"/>
    <xsl:choose>
      <xsl:when test="starts-with($page, '第')"><xsl:value-of select="$page"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($say/page-before, $page, $say/page-after)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:variable name="labels">
    <words lang="zh">
      <tag>zh-Hans</tag>
      <newspaper>报纸</newspaper>
      <skip>跳到正文</skip>
      <all-issues>各期</all-issues>
      <articles>报道</articles>
      <page-before>第</page-before><page-after>版</page-after>
      <issue-before>第</issue-before><issue-after>期</issue-after>
      <inferred>（日期据版面推定）</inferred>
      <untitled>无标题</untitled>
      <untitled-note>底本无标题，括号内为正文开头</untitled-note>
      <previous-article>上一篇</previous-article>
      <next-article>下一篇</next-article>
      <pager>前后篇</pager>
      <same-page>同版报道</same-page><all-pages>各版</all-pages><elsewhere>本版与各版</elsewhere>
      <page-view>版面图</page-view><position>本篇在版面上的位置</position><to-page>回到本版</to-page>
      <continued>转自前版的续文</continued>
      <paragraph-link>本段链接</paragraph-link>
      <advertisements>广告与启事</advertisements>
      <unassigned>未归入报道的文字</unassigned>
      <unassigned-note>下列文字印在版面上，但不能确定属于哪一篇。</unassigned-note>
      <other>版面其他内容</other>
      <furniture>报头、版次等</furniture>
      <note-group>注</note-group>
      <characters>字</characters>
      <photos>图</photos>
      <names>文中标记</names>
      <person>人名</person><place>地名</place><organisation>机构</organisation><when>日期</when>
      <doubtful>存疑</doubtful>
      <doubtful-link>此处与本篇的归属存疑</doubtful-link>
      <lost-before>原文缺</lost-before><lost-after>字</lost-after>
      <lost-page>本版没有文字层</lost-page>
      <lost>原文有缺损</lost>
      <private-use>原文用字体私用区字符，此处以〓代之，原字存于 TEI：</private-use>
      <supplied>补字</supplied>
      <unclear>原文不清</unclear>
      <printed-as>原版作：</printed-as>
      <stands-for>原文：</stands-for><other-readings>异文：</other-readings>
      <at-least>不少于 </at-least><at-most>不多于 </at-most>
      <figure-photo>照片</figure-photo><figure-cartoon>漫画</figure-cartoon><figure-map>地图</figure-map>
      <figure-chart>图表</figure-chart><figure-table>表格</figure-table><figure-logo>标志</figure-logo><figure>插图</figure>
      <about>关于本版</about>
      <source>底本</source><imprint>出版</imprint><rights>报纸权利</rights><licence>标记许可</licence>
      <edition>数字版</edition><identifier>标识</identifier><made-by>制作</made-by><status>状态</status>
      <quality>文字质量</quality><how>转录原则</how>
      <count-lost>缺字</count-lost><count-surplus>重印（未显示）</count-surplus>
      <count-unclear>不清</count-unclear><count-supplied>补字</count-supplied><count-names>人名、地名、机构、日期标记</count-names>
      <count-doubtful>存疑标记</count-doubtful><count-corrected>校改</count-corrected>
      <machine-note>标记由软件作出；经人核对的另有注明。</machine-note>
      <checked>经人核对</checked>
      <dark>深色</dark><keys>键盘快捷键</keys><keys-on>使用这些单键</keys-on><close>关闭</close>
      <key name="←" or="→">上一篇、下一篇；本期中为上一版、下一版</key><key name="/">检索</key><key name="e">显示或隐去文中标记</key><key name="?">本说明</key>
      <search>检索</search><search-words>检索词</search-words><search-what>全文检索</search-what>
      <search-without>检索在浏览器中进行，需要 JavaScript。没有它，可从目录读到全部内容：</search-without>
      <search-failed>检索文件未能载入。</search-failed>
      <filters>筛选</filters><all>全部</all><newspaper-page>版次</newspaper-page><which-issue>期次</which-issue><who>人名</who><kind-of>类别</kind-of>
      <loosely>不计标点、大小写与全角半角</loosely>
      <found-none>没有找到「{q}」。</found-none><found>共{n}篇。</found><found-most>至多{n}篇。</found-most><found-least>至少{n}篇。</found-least>
      <found-loosely>没有与「{q}」完全相同的文字；不计标点、大小写与全角半角，共{n}篇。</found-loosely>
      <more-loosely>不计标点、大小写与全角半角：共{n}篇</more-loosely><more-results>更多结果</more-results>
      <kind of="article">报道</kind><kind of="news">消息</kind><kind of="feature">通讯特写</kind><kind of="photo">图片报道</kind>
      <kind of="brief">简讯</kind><kind of="comment">言论</kind><kind of="letter">读者来信</kind><kind of="serial">连载与文艺</kind>
      <kind of="advertisement">广告与启事</kind><kind of="unassigned">未归入报道的文字</kind><kind of="contents">导读</kind>
      <site-nav>全站</site-nav>
      <index-of name="persons">人名</index-of><index-of name="places">地名</index-of><index-of name="organisations">机构</index-of><index-of name="dates">日期</index-of>
      <index-title name="persons">人名索引</index-title><index-title name="places">地名索引</index-title>
      <index-title name="organisations">机构索引</index-title><index-title name="dates">日期索引</index-title>
      <counted of="entries">条</counted><counted of="mentions">处</counted><counted of="issues">期</counted><counted of="lines">行</counted><counted of="changed">行有缺字、重印或改动</counted>
      <often>出现最多</often><by-letter>按拼音</by-letter><by-year>按年份</by-year><no-letter>其他</no-letter><no-year>未定年份</no-year>
      <index-page>索引第</index-page><index-page-after>页</index-page-after>
      <also-named>又作：</also-named><lies-in>属：</lies-in>
      <part name="byline">署名</part><part name="credit">摄影署名</part><part name="head">标题</part><part name="caption">图片说明</part>
      <year-after>年</year-after><previous-issue>上一期</previous-issue><next-issue>下一期</next-issue><issue-pager>前后期</issue-pager>
      <weekday name="星期一">一</weekday><weekday name="星期二">二</weekday><weekday name="星期三">三</weekday><weekday name="星期四">四</weekday><weekday name="星期五">五</weekday><weekday name="星期六">六</weekday><weekday name="星期日">日</weekday>
      <source-lines>底本逐行对照</source-lines>
      <line>行</line><as-read>底本所读</as-read><as-edited>本版文字</as-edited>
      <adcode>行政区划代码</adcode><unidentified>未与名录关联</unidentified>
      <place-view>地名的层级</place-view>
      <place-view-note>条形的长短表示提及次数，含其下各地。</place-view-note>
      <timeline>时间线</timeline><most>最多：</most>
      <to>至</to><since-before/><since-after>起</since-after><until-before/><until-after>止</until-after><between-before/><between-and>至</between-and><between-after>之间</between-after>
      <not-before>不早于</not-before><not-after>不晚于</not-after><yearly>（年份未详）</yearly>
      <decade-after>年代</decade-after><unit name="day">每日</unit><unit name="month">每月</unit><unit name="year">每年</unit><unit name="decade">每十年</unit><unit name="century">每百年</unit>
      <cite>引用与下载</cite><download>下载本期</download><plain-text>纯文本</plain-text>
      <not-found>没有这一页</not-found><not-found-note>这个地址下没有内容，可能是地址写错了，或者本站已经更新。</not-found-note><to-start>回到首页</to-start>
      <colon>：</colon><comma>，</comma><separator>、</separator>
    </words>
    <words lang="en">
      <tag>en</tag>
      <newspaper>Newspaper</newspaper>
      <skip>Skip to the text</skip>
      <all-issues>All issues</all-issues>
      <articles>Articles</articles>
      <page-before>Page </page-before><page-after/>
      <issue-before>No. </issue-before><issue-after/>
      <inferred> (date inferred from the page)</inferred>
      <untitled>untitled</untitled>
      <untitled-note>the source has no headline; in brackets, the first words of the text</untitled-note>
      <previous-article>Previous article</previous-article>
      <next-article>Next article</next-article>
      <pager>Previous and next article</pager>
      <same-page>On the same page</same-page><all-pages>All pages</all-pages><elsewhere>This page and the others</elsewhere>
      <page-view>Page view</page-view><position>Where it stands on the page</position><to-page>To the page</to-page>
      <continued>Continued from an earlier page</continued>
      <paragraph-link>Link to this paragraph</paragraph-link>
      <advertisements>Advertisements and notices</advertisements>
      <unassigned>Text not assigned to an article</unassigned>
      <unassigned-note>Printed on the page, but it is not certain which article it belongs to.</unassigned-note>
      <other>Also on the page</other>
      <furniture>Masthead, folio and the like</furniture>
      <note-group>Note</note-group>
      <characters> characters</characters>
      <photos>pictures: </photos>
      <names>Marked in the text</names>
      <person>person</person><place>place</place><organisation>organisation</organisation><when>date</when>
      <doubtful>doubtful</doubtful>
      <doubtful-link>It is doubtful that this belongs to the article</doubtful-link>
      <lost-before>lost in the source, characters: </lost-before><lost-after/>
      <lost-page>This page has no text layer</lost-page>
      <lost>lost in the source</lost>
      <private-use>The source has a character that only its own font can show; 〓 stands for it, the TEI keeps it:</private-use>
      <supplied>supplied</supplied>
      <unclear>illegible in the source</unclear>
      <printed-as>Printed as: </printed-as>
      <stands-for>In the source: </stands-for><other-readings>Other readings: </other-readings>
      <at-least>at least </at-least><at-most>at most </at-most>
      <figure-photo>Photograph</figure-photo><figure-cartoon>Cartoon</figure-cartoon><figure-map>Map</figure-map>
      <figure-chart>Chart</figure-chart><figure-table>Table</figure-table><figure-logo>Logo</figure-logo><figure>Illustration</figure>
      <about>About this edition</about>
      <source>Source</source><imprint>Published</imprint><rights>Rights in the newspaper</rights><licence>Licence of the markup</licence>
      <edition>Digital edition</edition><identifier>Identifier</identifier><made-by>Made by</made-by><status>Status</status>
      <quality>Text quality</quality><how>Editorial practice</how>
      <count-lost>characters lost</count-lost><count-surplus>printed twice (not shown)</count-surplus>
      <count-unclear>illegible</count-unclear><count-supplied>supplied</count-supplied><count-names>names and dates marked</count-names>
      <count-doubtful>doubtful marks</count-doubtful><count-corrected>corrections</count-corrected>
      <machine-note>Marked by software; what a person checked is said to be.</machine-note>
      <checked>checked by a person</checked>
      <dark>Dark</dark><keys>Keys</keys><keys-on>Use these single keys</keys-on><close>Close</close>
      <key name="←" or="→">previous and next article; in an issue, page</key><key name="/">search</key><key name="e">show or hide the marks in the text</key><key name="?">these keys</key>
      <search>Search</search><search-words>Words</search-words><search-what>Full-text search</search-what>
      <search-without>The search runs in the browser and needs JavaScript. Without it, everything can be read from the list:</search-without>
      <search-failed>The files of the search could not be loaded.</search-failed>
      <filters>Narrow down</filters><all>all</all><newspaper-page>Newspaper page</newspaper-page><which-issue>Issue</which-issue><who>Person</who><kind-of>Kind</kind-of>
      <loosely>Punctuation, case and width of letters aside</loosely>
      <found-none>Nothing found for “{q}”.</found-none><found>Found: {n}</found><found-most>Found: at most {n}</found-most><found-least>Found: at least {n}</found-least>
      <found-loosely>Nothing reads exactly “{q}”. Punctuation, case and width of letters aside: {n}</found-loosely>
      <more-loosely>Punctuation, case and width of letters aside: {n}</more-loosely><more-results>More results</more-results>
      <kind of="article">article</kind><kind of="news">news report</kind><kind of="feature">feature</kind><kind of="photo">photograph</kind>
      <kind of="brief">news in brief</kind><kind of="comment">commentary</kind><kind of="letter">letter</kind><kind of="serial">serial, literature</kind>
      <kind of="advertisement">advertisement or notice</kind><kind of="unassigned">text of no article</kind><kind of="contents">contents</kind>
      <site-nav>Site</site-nav>
      <index-of name="persons">Persons</index-of><index-of name="places">Places</index-of><index-of name="organisations">Organisations</index-of><index-of name="dates">Dates</index-of>
      <index-title name="persons">Index of persons</index-title><index-title name="places">Index of places</index-title>
      <index-title name="organisations">Index of organisations</index-title><index-title name="dates">Index of dates</index-title>
      <counted of="entries" n="1"> entry</counted><counted of="entries"> entries</counted><counted of="mentions" n="1"> mention</counted><counted of="mentions"> mentions</counted>
      <counted of="issues" n="1"> issue</counted><counted of="issues"> issues</counted><counted of="lines" n="1"> line</counted><counted of="lines"> lines</counted><counted of="changed"> with losses, repeats or changes</counted>
      <often>Named most often</often><by-letter>By letter</by-letter><by-year>By year</by-year><no-letter>Others</no-letter><no-year>Year not known</no-year>
      <index-page>Page </index-page><index-page-after/>
      <also-named>Also: </also-named><lies-in>In: </lies-in>
      <part name="byline">byline</part><part name="credit">picture credit</part><part name="head">heading</part><part name="caption">caption</part>
      <year-after/><previous-issue>Previous issue</previous-issue><next-issue>Next issue</next-issue><issue-pager>Previous and next issue</issue-pager>
      <weekday name="Monday">Mo</weekday><weekday name="Tuesday">Tu</weekday><weekday name="Wednesday">We</weekday><weekday name="Thursday">Th</weekday><weekday name="Friday">Fr</weekday><weekday name="Saturday">Sa</weekday><weekday name="Sunday">Su</weekday>
      <source-lines>Line by line with the source</source-lines>
      <line>Line</line><as-read>As read</as-read><as-edited>In this edition</as-edited>
      <adcode>division code</adcode><unidentified>in no list</unidentified>
      <place-view>Places by what they belong to</place-view>
      <place-view-note>The length of a bar shows how often a place is named, with all that belongs to it.</place-view-note>
      <timeline>Timeline</timeline><most>most: </most>
      <to> to </to><since-before>from </since-before><since-after/><until-before>until </until-before><until-after/><between-before>between </between-before><between-and> and </between-and><between-after/>
      <not-before>not before </not-before><not-after>not after </not-after><yearly> (year not known)</yearly>
      <decade-after>s</decade-after><unit name="day">by day</unit><unit name="month">by month</unit><unit name="year">by year</unit><unit name="decade">by decade</unit><unit name="century">by century</unit>
      <cite>Cite and download</cite><download>Download this issue</download><plain-text>plain text</plain-text>
      <not-found>No such page</not-found><not-found-note>There is nothing at this address. It may be mistyped, or the site has changed.</not-found-note><to-start>To the front page</to-start>
      <colon>: </colon><comma>, </comma><separator>, </separator>
      <month>January</month><month>February</month><month>March</month><month>April</month><month>May</month><month>June</month>
      <month>July</month><month>August</month><month>September</month><month>October</month><month>November</month><month>December</month>
    </words>
  </xsl:variable>
</xsl:stylesheet>
