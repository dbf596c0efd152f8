<?xml version="1.0" encoding="UTF-8"?>
<!-- Blocks of the text: one rule per element and condition. Element · condition · what becomes of it. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- Each shown element keeps its id and language; a doubtful link to the article (@cert) is marked quietly, and says so. -->
  <xsl:template name="common">
    <xsl:if test="@xml:id"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
    <xsl:if test="@xml:lang"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
    <xsl:if test="@rend = 'vertical'"><xsl:attribute name="data-rend">vertical</xsl:attribute></xsl:if>
    <xsl:if test="@cert = 'low' or @cert = 'medium'">
      <xsl:attribute name="data-cert"><xsl:value-of select="@cert"/></xsl:attribute>
      <xsl:attribute name="title"><xsl:value-of select="$say/doubtful-link"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- === divisions === -->
  <xsl:template match="tei:body | tei:front | tei:back | tei:group | tei:text"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4">
    <div>
      <xsl:attribute name="class">
        <xsl:choose>
          <xsl:when test="@type = 'advertisement' or @type = 'unassigned' or @type = 'contents' or @type = 'masthead'"><xsl:value-of select="concat(@type, '-box')"/></xsl:when>
          <xsl:otherwise>section</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </div>
  </xsl:template>
  <!-- a box (链接): it is printed beside the text, and read after the paragraph beside which it stands -->
  <xsl:template match="tei:floatingText"><div class="box" role="note"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:template>

  <!-- === heads === -->
  <xsl:template match="tei:head[@type='banner' or @type='kicker' or @type='deck']">
    <p class="{@type}"><xsl:call-template name="common"/><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="tei:head">
    <xsl:variable name="in-article" select="ancestor::tei:div[@type='article']"/>
    <xsl:variable name="within" select="ancestor::tei:div[not($in-article) or ancestor::tei:div[@type='article']] | ancestor::tei:floatingText"/>
    <xsl:variable name="level" select="count($within[tei:head or tei:body/tei:head]) + 2 - number(boolean($in-article or ancestor::tei:div[@type='contents' or @type='masthead']))
      + number(boolean($in-article[last()][generate-id((key('article', substring-after(@prev, '#')) | .)[1]) != generate-id()]))"/>
    <xsl:element name="h{concat(substring('123456', $level, 1), substring('6', 1, number($level &gt; 6)))}">
      <xsl:attribute name="class"><xsl:apply-templates select="." mode="head-class"/></xsl:attribute>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>
  <xsl:template match="tei:head" mode="head-class">crosshead</xsl:template>
  <xsl:template match="tei:div[@type='article']/tei:head" mode="head-class">
    <xsl:variable name="text"><xsl:apply-templates mode="phrases"/></xsl:variable>
    <xsl:variable name="longest"><xsl:call-template name="longest-phrase"><xsl:with-param name="text" select="concat(translate($text, ' &#x3000;：，、；！？', '||||||||'), '|')"/></xsl:call-template></xsl:variable>
    <xsl:text>headline</xsl:text>
    <xsl:choose>
      <xsl:when test="string-length($text) &gt; 60"> long</xsl:when>
      <!-- Editors break a headline where its sense allows, and set a long line smaller. Where all its phrases fit on a narrow screen
           (12 characters), or on a wide one (15, or 20 of a smaller size), it breaks only between them. -->
      <xsl:when test="$cjk = 1 and $longest &lt; 13"> phrased</xsl:when>
      <xsl:when test="$cjk = 1 and $longest &lt; 16"> lined</xsl:when>
      <xsl:when test="$cjk = 1 and $longest &lt; 21"> lined fine</xsl:when>
    </xsl:choose>
  </xsl:template>
  <!-- a line of print is a phrase, or ends one -->
  <xsl:template match="tei:lb" mode="phrases">|</xsl:template>
  <xsl:template match="tei:surplus | tei:choice/*[not(key('reading', generate-id()))] | tei:rdg[not(key('reading', generate-id()))] | tei:note[@resp] | tei:fw" mode="phrases"/>
  <xsl:template name="longest-phrase">
    <xsl:param name="text"/>
    <xsl:param name="longest" select="0"/>
    <xsl:variable name="length" select="string-length(substring-before($text, '|'))"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '|'))"><xsl:value-of select="$longest"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="longest-phrase">
          <xsl:with-param name="text" select="substring-after($text, '|')"/>
          <xsl:with-param name="longest" select="$longest * ($longest &gt;= $length) + $length * ($length &gt; $longest)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- the model allows one main head; in other files a second one is a deck -->
  <xsl:template match="tei:div[@type='article']/tei:head[@type='main' or not(@type)][preceding-sibling::tei:head[@type='main' or not(@type)]]">
    <p class="deck"><xsl:call-template name="common"/><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="tei:lg/tei:head | tei:list/tei:head" priority="1">
    <p class="list-head"><xsl:call-template name="common"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- === who, where, when === -->
  <xsl:template match="tei:byline | tei:dateline | tei:salute | tei:signed | tei:trailer">
    <p class="{local-name()}"><xsl:call-template name="common"/><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="tei:opener | tei:closer | tei:postscript | tei:argument | tei:epigraph">
    <div class="{local-name()}"><xsl:call-template name="common"/><xsl:apply-templates/></div>
  </xsl:template>
  <xsl:template match="tei:signed/tei:dateline | tei:signed/tei:salute | tei:salute/tei:dateline | tei:p/tei:byline | tei:p/tei:dateline | tei:p/tei:salute | tei:p/tei:signed" priority="1">
    <span class="{local-name()}"><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- Run-in: they stood in the first or the last line of the text, and stand there again: the paragraph fetches them (mode run-in). -->
  <xsl:template priority="2" match="tei:dateline[@rend='run-in'][following-sibling::*[not(@rend='run-in')][1][self::tei:p]]
    | tei:byline[@rend='run-in'][following-sibling::*[not(@rend='run-in')][1][self::tei:p]]
    | tei:byline[@rend='run-in'][preceding-sibling::*[not(@rend='run-in')][1][self::tei:p]]"/>
  <xsl:template match="tei:dateline | tei:byline" mode="run-in">
    <xsl:param name="place"/>
    <span class="{local-name()} run-in{$place}"><xsl:call-template name="common"/><xsl:apply-templates/></span>
    <xsl:if test="$cjk = 0"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="run-in-before">
    <xsl:apply-templates select="preceding-sibling::*[1][@rend='run-in'][self::tei:dateline or self::tei:byline]" mode="run-in-before"/>
    <xsl:apply-templates select="." mode="run-in"/>
  </xsl:template>
  <!-- after a paragraph only where no other paragraph follows: then it would stand before that one -->
  <xsl:template match="*" mode="run-in-after">
    <xsl:if test="$cjk = 0"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates select="." mode="run-in"><xsl:with-param name="place"> closing</xsl:with-param></xsl:apply-templates>
    <xsl:apply-templates select="following-sibling::*[1][@rend='run-in'][self::tei:byline]" mode="run-in-after"/>
  </xsl:template>

  <!-- === paragraphs === -->
  <xsl:template match="tei:p"><p><xsl:call-template name="paragraph"/></p></xsl:template>
  <!-- HTML's p cannot hold blocks -->
  <xsl:template match="tei:p[tei:list or tei:table or tei:figure or tei:floatingText or tei:lg or tei:p or tei:quote[*[self::tei:p or self::tei:lg]] or tei:note[not(@resp)][tei:p] or tei:cit or .//tei:p[not(ancestor::tei:note)]]">
    <div class="p"><xsl:call-template name="paragraph"/></div>
  </xsl:template>
  <xsl:template name="paragraph">
    <xsl:call-template name="common"/>
    <xsl:if test="@part = 'F' or @part = 'M'"><xsl:attribute name="data-part"><xsl:value-of select="@part"/></xsl:attribute></xsl:if>
    <xsl:if test="@xml:id"><a class="anchor" href="#{@xml:id}" aria-label="{$say/paragraph-link}" tabindex="-1"/></xsl:if>
    <xsl:apply-templates select="preceding-sibling::*[1][@rend='run-in'][self::tei:dateline or self::tei:byline]" mode="run-in-before"/>
    <xsl:apply-templates/>
    <xsl:if test="not(following-sibling::*[not(@rend='run-in')][1][self::tei:p])">
      <xsl:apply-templates select="following-sibling::*[1][@rend='run-in'][self::tei:byline]" mode="run-in-after"/>
    </xsl:if>
  </xsl:template>
  <!-- text of which the kind is not known keeps its lines, and so does a table whose columns are in doubt -->
  <xsl:template match="tei:ab"><p class="lines"><xsl:call-template name="common"/><xsl:apply-templates/></p></xsl:template>

  <!-- === verse, lists, quotations, tables === -->
  <xsl:template match="tei:lg"><div class="verse"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="tei:l"><p class="l"><xsl:call-template name="common"/><xsl:apply-templates/></p></xsl:template>

  <xsl:template match="tei:list">
    <xsl:apply-templates select="tei:head"/>
    <ul><xsl:call-template name="common"/><xsl:apply-templates select="tei:item"/></ul>
    <xsl:apply-templates select="*[not(self::tei:head or self::tei:item or self::tei:lb or self::tei:pb)]"/>
  </xsl:template>
  <xsl:template match="tei:list[@rend='numbered' or @rend='ordered' or @type='ordered']">
    <xsl:apply-templates select="tei:head"/>
    <ol><xsl:call-template name="common"/><xsl:apply-templates select="tei:item"/></ol>
  </xsl:template>
  <xsl:template match="tei:list[tei:label]" priority="1">
    <xsl:apply-templates select="tei:head"/>
    <dl><xsl:call-template name="common"/><xsl:apply-templates select="tei:label | tei:item"/></dl>
  </xsl:template>
  <xsl:template match="tei:item"><li><xsl:call-template name="common"/><xsl:apply-templates/></li></xsl:template>
  <xsl:template match="tei:list[tei:label]/tei:label"><dt><xsl:call-template name="common"/><xsl:apply-templates/></dt></xsl:template>
  <xsl:template match="tei:list[tei:label]/tei:item"><dd><xsl:call-template name="common"/><xsl:apply-templates/></dd></xsl:template>

  <xsl:template match="tei:quote[tei:p or tei:lg or tei:ab] | tei:cit[tei:quote[tei:p or tei:lg]]">
    <blockquote>
      <xsl:if test="@rend = 'pull'"><xsl:attribute name="class">pull</xsl:attribute></xsl:if>
      <xsl:call-template name="common"/>
      <xsl:apply-templates/>
    </blockquote>
  </xsl:template>

  <!-- a wide table scrolls in its own frame; who uses the keyboard must be able to get there -->
  <xsl:template match="tei:table">
    <div class="table" tabindex="0" role="group">
      <xsl:attribute name="aria-label">
        <xsl:choose>
          <xsl:when test="tei:head"><xsl:apply-templates select="tei:head[1]" mode="plain"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$say/figure-table"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <table>
        <xsl:call-template name="common"/>
        <xsl:if test="tei:head"><caption><xsl:apply-templates select="tei:head/node()"/></caption></xsl:if>
        <tbody><xsl:apply-templates select="tei:row"/></tbody>
      </table>
      <xsl:apply-templates select="*[not(self::tei:head or self::tei:row or self::tei:lb or self::tei:pb)]"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:row"><tr><xsl:call-template name="common"/><xsl:apply-templates select="*"/></tr></xsl:template>
  <xsl:template match="tei:cell"><td><xsl:call-template name="cell"/></td></xsl:template>
  <xsl:template match="tei:row[@role='label']/tei:cell" priority="1"><th scope="col"><xsl:call-template name="cell"/></th></xsl:template>
  <xsl:template match="tei:cell[@role='label']"><th scope="row"><xsl:call-template name="cell"/></th></xsl:template>
  <xsl:template name="cell">
    <xsl:call-template name="common"/>
    <xsl:if test="@cols &gt; 1"><xsl:attribute name="colspan"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
    <xsl:if test="@rows &gt; 1"><xsl:attribute name="rowspan"><xsl:value-of select="@rows"/></xsl:attribute></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- === notes === -->
  <!-- printed (编者按): text of the newspaper -->
  <xsl:template match="tei:note"><div class="note" role="note"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="tei:p//tei:note | tei:head//tei:note | tei:ab//tei:note | tei:l//tei:note | tei:cell//tei:note">
    <span class="note"><xsl:call-template name="common"/><xsl:apply-templates/></span>
  </xsl:template>
  <!-- ours: a mark in the text, the note itself after the article -->
  <xsl:template match="tei:note[@resp]" priority="2">
    <a class="note-mark" aria-label="{$say/note-group}">
      <xsl:attribute name="href">#<xsl:call-template name="note-name"/></xsl:attribute>
    </a>
  </xsl:template>
  <xsl:template match="tei:note" mode="ours">
    <li><xsl:attribute name="id"><xsl:call-template name="note-name"/></xsl:attribute><xsl:apply-templates/></li>
  </xsl:template>
  <xsl:template name="note-name">
    <xsl:choose>
      <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:otherwise>note-<xsl:number level="any" count="tei:note[@resp]"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
