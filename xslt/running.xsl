<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes articles and the rest of an issue; gives their text block by block, for the formats that have no elements (text.xsl, markdown.xsl).
     Each of these says with `put` how a block is written, and with mode words how characters are. Promises: every word that the HTML
     edition shows in an article stands in it, in the same order, and no other word. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <!-- zh or en; without it the language of the text decides -->
  <xsl:param name="interface"/>
  <!-- what stands for one lost character, such as □. Nothing by default: the file then has the words of the source and no sign of ours -->
  <xsl:param name="lost"/>

  <xsl:include href="labels.xsl"/>
  <xsl:include href="address.xsl"/>
  <xsl:include href="plain.xsl"/>
  <xsl:include href="issue-facts.xsl"/>

  <!-- === what is a block === -->
  <!-- names in one string: libxslt goes through the whole file for each alternative -->
  <xsl:key name="block" use="generate-id()" match="tei:*[contains(' p head ab l lg list item table row figure opener closer trailer postscript argument epigraph
      floatingText body front back group div div1 div2 titlePage docTitle titlePart docEdition docImprint sp speaker listBibl ', concat(' ', local-name(), ' '))]
    | tei:list/tei:label | tei:byline[not(parent::tei:p)] | tei:signed[not(parent::tei:p)] | tei:salute[not(parent::tei:signed or parent::tei:p)]
    | tei:dateline[not(parent::tei:signed or parent::tei:salute or parent::tei:p)]
    | tei:quote[tei:p or tei:lg or tei:ab] | tei:q[tei:p or tei:lg] | tei:said[tei:p or tei:lg] | tei:cit[tei:quote[tei:p or tei:lg]]
    | tei:note[not(@resp)][tei:p or not(ancestor::tei:p or ancestor::tei:head or ancestor::tei:ab or ancestor::tei:l or ancestor::tei:cell)]
    | tei:docAuthor[not(ancestor::tei:byline or ancestor::tei:titlePart or ancestor::tei:p or ancestor::tei:head)] | tei:titlePage/tei:docDate | tei:front/tei:docDate
    | tei:stage[not(ancestor::tei:p or ancestor::tei:l or ancestor::tei:head)] | tei:listBibl/tei:bibl"/>
  <xsl:key name="mixed" use="generate-id()" match="*[*[key('block', generate-id())]]"/>

  <!-- A block without blocks inside is written as one. -->
  <xsl:template match="*" mode="blocks">
    <xsl:param name="level" select="0"/>
    <xsl:variable name="words"><xsl:apply-templates select="." mode="words"/></xsl:variable>
    <xsl:call-template name="put">
      <xsl:with-param name="block" select="."/>
      <xsl:with-param name="text" select="string($words)"/>
      <xsl:with-param name="level" select="$level"/>
    </xsl:call-template>
  </xsl:template>
  <!-- One that holds others: they, and each run of words between them as a block of its own. Runs are counted, not walked, and no node looks
       back over all before it: a paragraph can have thousands of line breaks. -->
  <xsl:template match="*[key('mixed', generate-id())]" mode="blocks">
    <xsl:param name="level" select="0"/>
    <xsl:variable name="blocks" select="*[key('block', generate-id())]"/>
    <xsl:variable name="before" select="count($blocks[1]/preceding-sibling::node())"/>
    <xsl:call-template name="run"><xsl:with-param name="nodes" select="node()[position() &lt;= $before]"/><xsl:with-param name="level" select="$level"/></xsl:call-template>
    <xsl:for-each select="$blocks">
      <xsl:variable name="place" select="position()"/>
      <xsl:apply-templates select="." mode="parts"><xsl:with-param name="level" select="$level"/></xsl:apply-templates>
      <xsl:choose>
        <xsl:when test="$blocks[$place + 1]">
          <xsl:variable name="between" select="count($blocks[$place + 1]/preceding-sibling::node()) - count(preceding-sibling::node()) - 1"/>
          <xsl:call-template name="run"><xsl:with-param name="nodes" select="following-sibling::node()[position() &lt;= $between]"/><xsl:with-param name="level" select="$level"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:call-template name="run"><xsl:with-param name="nodes" select="following-sibling::node()"/><xsl:with-param name="level" select="$level"/></xsl:call-template></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="*" mode="parts">
    <xsl:param name="level" select="0"/>
    <xsl:apply-templates select="." mode="blocks"><xsl:with-param name="level" select="$level"/></xsl:apply-templates>
  </xsl:template>
  <xsl:template name="run">
    <xsl:param name="nodes"/>
    <xsl:param name="level"/>
    <xsl:variable name="words"><xsl:apply-templates select="$nodes" mode="words"/></xsl:variable>
    <xsl:if test="normalize-space($words)">
      <xsl:call-template name="put">
        <xsl:with-param name="block" select="$nodes[1]/.."/>
        <xsl:with-param name="text" select="string($words)"/>
        <xsl:with-param name="level" select="$level"/>
        <xsl:with-param name="first" select="$nodes/descendant-or-self::text()[normalize-space()][1]"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- === run-in: they stood in the first or the last line of the paragraph, and stand there again === -->
  <xsl:template mode="parts" priority="2" match="tei:dateline[@rend='run-in'][following-sibling::*[not(@rend='run-in')][1][self::tei:p][not(key('mixed', generate-id()))]]
    | tei:byline[@rend='run-in'][following-sibling::*[not(@rend='run-in')][1][self::tei:p][not(key('mixed', generate-id()))]]
    | tei:byline[@rend='run-in'][preceding-sibling::*[not(@rend='run-in')][1][self::tei:p][not(key('mixed', generate-id()))]]"/>
  <xsl:template match="tei:p" mode="words">
    <xsl:apply-templates select="preceding-sibling::*[1][@rend='run-in'][self::tei:dateline or self::tei:byline]" mode="run-in-before"/>
    <xsl:apply-templates mode="words"/>
    <xsl:if test="not(following-sibling::*[not(@rend='run-in')][1][self::tei:p])">
      <xsl:apply-templates select="following-sibling::*[1][@rend='run-in'][self::tei:byline]" mode="run-in-after"/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="run-in-before">
    <xsl:apply-templates select="preceding-sibling::*[1][@rend='run-in'][self::tei:dateline or self::tei:byline]" mode="run-in-before"/>
    <xsl:apply-templates mode="words"/>
    <xsl:if test="$cjk = 0"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>
  <xsl:template match="*" mode="run-in-after">
    <xsl:if test="$cjk = 0"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates mode="words"/>
    <xsl:apply-templates select="following-sibling::*[1][@rend='run-in'][self::tei:byline]" mode="run-in-after"/>
  </xsl:template>

  <!-- === words: what a reader reads === -->
  <xsl:template match="tei:surplus | tei:del | tei:fw | tei:figDesc | tei:note[@resp] | tei:pc[@force='weak'] | tei:choice/*[not(key('reading', generate-id()))]
    | tei:rdg[not(key('reading', generate-id()))] | tei:pb | tei:cb" mode="words"/>
  <xsl:template match="tei:space" mode="words"><xsl:text> </xsl:text></xsl:template>
  <!-- blocks that are written on one line are parted by a blank, as the words in them are -->
  <xsl:template match="tei:cell/*[key('block', generate-id())][preceding-sibling::*]" mode="words" priority="1"><xsl:text> </xsl:text><xsl:apply-templates mode="words"/></xsl:template>
  <xsl:template match="tei:cit/*[preceding-sibling::*] | tei:p//tei:note[not(@resp)]" mode="words"><xsl:if test="$cjk = 0"><xsl:text> </xsl:text></xsl:if><xsl:apply-templates mode="words"/></xsl:template>
  <!-- lines of a headline are parted by a blank; those of text whose kind is not known, or of a table whose columns are in doubt, stay lines -->
  <xsl:template match="tei:lb" mode="words"/>
  <xsl:template match="tei:head//tei:lb[not(@break)][preceding-sibling::node()[1]]" mode="words"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="tei:ab[not(@type='caption')]//tei:lb[preceding-sibling::node()[1]]" mode="words"><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="tei:gap[@unit='page']" mode="words" priority="1"/>
  <xsl:template match="tei:gap" mode="words">
    <xsl:value-of select="$lost"/>
    <xsl:if test="@unit = 'chars' and @quantity &gt; 1 and @quantity &lt; 1000">
      <xsl:call-template name="repeated"><xsl:with-param name="sign" select="$lost"/><xsl:with-param name="n" select="@quantity - 1"/></xsl:call-template>
    </xsl:if>
  </xsl:template>
  <xsl:template name="repeated">
    <xsl:param name="sign"/>
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="$n &gt; 1">
        <xsl:call-template name="repeated"><xsl:with-param name="sign" select="$sign"/><xsl:with-param name="n" select="floor($n div 2)"/></xsl:call-template>
        <xsl:call-template name="repeated"><xsl:with-param name="sign" select="$sign"/><xsl:with-param name="n" select="$n - floor($n div 2)"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$n = 1"><xsl:value-of select="$sign"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- === an article with what follows of it on other pages; everything that no article holds === -->
  <xsl:template match="tei:div" mode="whole">
    <xsl:param name="level" select="0"/>
    <xsl:apply-templates select="." mode="blocks"><xsl:with-param name="level" select="$level"/></xsl:apply-templates>
    <xsl:apply-templates select="key('continuation', @xml:id)" mode="whole"><xsl:with-param name="level" select="$level"/></xsl:apply-templates>
  </xsl:template>
  <xsl:template match="tei:text | tei:body | tei:front | tei:back | tei:group | tei:div[.//tei:div[@type='article']]" mode="besides"><xsl:apply-templates select="*" mode="besides"/></xsl:template>
  <xsl:template match="tei:div[@type='article'] | tei:fw | tei:pb | tei:lb | tei:cb | tei:milestone" mode="besides" priority="1"/>
  <xsl:template match="*" mode="besides"><xsl:apply-templates select="." mode="blocks"><xsl:with-param name="level" select="2"/></xsl:apply-templates></xsl:template>

  <!-- Text at any length is taken in halves: a template that went from character to character would be too deep for a long paragraph. -->
  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:param name="signs"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:choose>
      <xsl:when test="translate($text, $signs, '') = $text"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="$length = 1"><xsl:value-of select="concat('\', $text)"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="escaped"><xsl:with-param name="text" select="substring($text, 1, floor($length div 2))"/><xsl:with-param name="signs" select="$signs"/></xsl:call-template>
        <xsl:call-template name="escaped"><xsl:with-param name="text" select="substring($text, floor($length div 2) + 1)"/><xsl:with-param name="signs" select="$signs"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
