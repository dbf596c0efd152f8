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

  <xsl:variable name="labels">
    <words lang="zh">
      <tag>zh-Hans</tag>
      <newspaper>报纸</newspaper>
      <skip>跳到正文</skip>
      <issue>本期</issue>
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
      <same-page>同版报道</same-page>
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
      <stands-for>原文：</stands-for>
      <at-least>不少于 </at-least><at-most>不多于 </at-most>
      <figure-photo>照片</figure-photo><figure-cartoon>漫画</figure-cartoon><figure-map>地图</figure-map>
      <figure-chart>图表</figure-chart><figure-logo>标志</figure-logo><figure>插图</figure>
      <about>关于本版</about>
      <source>底本</source><paper>报纸</paper><imprint>出版</imprint><rights>报纸权利</rights><licence>标记许可</licence>
      <edition>数字版</edition><identifier>标识</identifier><made-by>制作</made-by><status>状态</status>
      <quality>文字质量</quality><how>转录原则</how>
      <count-articles>报道</count-articles><count-lost>缺字</count-lost><count-surplus>重印（未显示）</count-surplus>
      <count-unclear>不清</count-unclear><count-supplied>补字</count-supplied><count-names>人名、地名、机构、日期标记</count-names>
      <count-doubtful>存疑标记</count-doubtful><count-corrected>校改</count-corrected>
      <machine-note>标记由软件作出；经人核对的另有注明。</machine-note>
      <checked>经人核对</checked>
      <draft>草稿，未经校对</draft>
      <colon>：</colon><comma>，</comma><separator>、</separator>
    </words>
    <words lang="en">
      <tag>en</tag>
      <newspaper>Newspaper</newspaper>
      <skip>Skip to the text</skip>
      <issue>This issue</issue>
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
      <same-page>On the same page</same-page>
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
      <stands-for>In the source: </stands-for>
      <at-least>at least </at-least><at-most>at most </at-most>
      <figure-photo>Photograph</figure-photo><figure-cartoon>Cartoon</figure-cartoon><figure-map>Map</figure-map>
      <figure-chart>Chart</figure-chart><figure-logo>Logo</figure-logo><figure>Illustration</figure>
      <about>About this edition</about>
      <source>Source</source><paper>Newspaper</paper><imprint>Published</imprint><rights>Rights in the newspaper</rights><licence>Licence of the markup</licence>
      <edition>Digital edition</edition><identifier>Identifier</identifier><made-by>Made by</made-by><status>Status</status>
      <quality>Text quality</quality><how>Editorial practice</how>
      <count-articles>articles</count-articles><count-lost>characters lost</count-lost><count-surplus>printed twice (not shown)</count-surplus>
      <count-unclear>illegible</count-unclear><count-supplied>supplied</count-supplied><count-names>names and dates marked</count-names>
      <count-doubtful>doubtful marks</count-doubtful><count-corrected>corrections</count-corrected>
      <machine-note>Marked by software; what a person checked is said to be.</machine-note>
      <checked>checked by a person</checked>
      <draft>Draft, not proofread</draft>
      <colon>: </colon><comma>, </comma><separator>, </separator>
      <month>January</month><month>February</month><month>March</month><month>April</month><month>May</month><month>June</month>
      <month>July</month><month>August</month><month>September</month><month>October</month><month>November</month><month>December</month>
    </words>
  </xsl:variable>
</xsl:stylesheet>
