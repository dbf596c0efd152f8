<?xml version="1.0" encoding="UTF-8"?>
<!-- Markdown (CommonMark, with the tables of GitHub's). Takes one TEI file; gives <site> with a <page href="a1.md"> per article, its facts before it
     as YAML, and index.md, the whole issue. Names are not marked: Markdown has no marks for them. What Markdown would read as a sign is escaped. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="tei exsl">
  <xsl:include href="running.xsl"/>

  <xsl:template match="/">
    <!-- each article once: a heading has one sign more (`deeper`) on the page of the whole issue -->
    <xsl:variable name="texts"><xsl:for-each select="$articles"><text><xsl:apply-templates select="." mode="whole"/></text></xsl:for-each></xsl:variable>
    <xsl:variable name="parts" select="exsl:node-set($texts)/text"/>
    <site>
      <page href="index.md">
        <xsl:text>---&#10;</xsl:text><xsl:call-template name="issue-facts"/><xsl:text>---&#10;&#10;# </xsl:text>
        <xsl:call-template name="escaped"><xsl:with-param name="text" select="string($paper)"/><xsl:with-param name="signs" select="$signs"/></xsl:call-template>
        <xsl:if test="string($issue-date)"><xsl:text> </xsl:text><xsl:call-template name="date-for-people"/></xsl:if>
        <xsl:text>&#10;&#10;</xsl:text>
        <xsl:for-each select="$parts/node()"><xsl:value-of select="concat(substring('#', 1, number(boolean(self::deeper))), .)"/></xsl:for-each>
        <xsl:apply-templates select="tei:TEI/tei:text" mode="besides"/>
      </page>
      <xsl:for-each select="$articles">
        <xsl:variable name="place" select="position()"/>
        <page href="{@xml:id}.md">
          <xsl:text>---&#10;</xsl:text>
          <xsl:apply-templates select="." mode="front"/>
          <xsl:call-template name="issue-facts"/>
          <xsl:text>---&#10;&#10;</xsl:text>
          <xsl:value-of select="$parts[$place]"/>
        </page>
      </xsl:for-each>
    </site>
  </xsl:template>

  <!-- === the facts, as YAML === -->
  <xsl:template match="tei:div" mode="front">
    <xsl:variable name="headline"><xsl:apply-templates select="." mode="headline"/></xsl:variable>
    <xsl:variable name="page"><xsl:apply-templates select="." mode="page-label"/></xsl:variable>
    <xsl:call-template name="fact"><xsl:with-param name="name">title</xsl:with-param><xsl:with-param name="value" select="$headline"/></xsl:call-template>
    <xsl:variable name="signed" select="(. | key('continuation', @xml:id))//tei:byline[not(ancestor::tei:figure)][not(ancestor::tei:floatingText)]//tei:persName[not(ancestor::tei:persName)]"/>
    <xsl:variable name="writers" select="$signed | key('attributed', @xml:id)[not($signed)]"/>
    <xsl:if test="$writers"><xsl:text>author:&#10;</xsl:text></xsl:if>
    <xsl:for-each select="$writers">
      <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
      <xsl:text>  - </xsl:text><xsl:call-template name="quoted"><xsl:with-param name="text" select="normalize-space($name)"/></xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="fact"><xsl:with-param name="name">page</xsl:with-param><xsl:with-param name="value" select="$page"/></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="name">id</xsl:with-param><xsl:with-param name="value" select="@xml:id"/></xsl:call-template>
  </xsl:template>
  <xsl:template name="issue-facts">
    <xsl:call-template name="fact"><xsl:with-param name="name">newspaper</xsl:with-param><xsl:with-param name="value" select="$paper"/></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="name">date</xsl:with-param><xsl:with-param name="value" select="$catalogue-date"/></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="name">lang</xsl:with-param><xsl:with-param name="value"><xsl:apply-templates select="." mode="language"/></xsl:with-param></xsl:call-template>
  </xsl:template>
  <xsl:template name="fact">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="string($value)"><xsl:value-of select="concat($name, ': ')"/><xsl:call-template name="quoted"><xsl:with-param name="text" select="string($value)"/></xsl:call-template></xsl:if>
  </xsl:template>
  <xsl:template name="quoted">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text><xsl:call-template name="escaped"><xsl:with-param name="text" select="$text"/><xsl:with-param name="signs">\"</xsl:with-param></xsl:call-template><xsl:text>"&#10;</xsl:text>
  </xsl:template>

  <!-- === characters === -->
  <xsl:variable name="signs">\`*_[]&lt;&gt;&amp;~|$#</xsl:variable>
  <xsl:template match="text()" mode="words">
    <xsl:choose>
      <xsl:when test="translate(., $signs, '') = ."><xsl:value-of select="."/></xsl:when>
      <xsl:otherwise><xsl:call-template name="escaped"><xsl:with-param name="text" select="."/><xsl:with-param name="signs" select="$signs"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- === blocks === -->
  <xsl:template name="put">
    <xsl:param name="block"/>
    <xsl:param name="text"/>
    <xsl:param name="level"/>
    <xsl:param name="first" select="($block//text()[normalize-space()][not(ancestor::tei:surplus)])[1]"/>
    <xsl:if test="normalize-space($text)">
      <xsl:variable name="before"><xsl:apply-templates select="$block/ancestor-or-self::*" mode="before"><xsl:with-param name="first" select="generate-id($first)"/></xsl:apply-templates></xsl:variable>
      <xsl:variable name="after"><xsl:apply-templates select="$block/ancestor-or-self::*" mode="before"/></xsl:variable>
      <xsl:variable name="mark"><xsl:apply-templates select="$block" mode="mark"><xsl:with-param name="level" select="$level"/></xsl:apply-templates></xsl:variable>
      <xsl:variable name="emphasis"><xsl:apply-templates select="$block" mode="emphasis"/></xsl:variable>
      <xsl:value-of select="$before"/><xsl:copy-of select="$mark"/><xsl:value-of select="$emphasis"/>
      <xsl:call-template name="lines"><xsl:with-param name="text" select="$text"/><xsl:with-param name="before" select="$after"/><xsl:with-param name="marked" select="string($emphasis)"/></xsl:call-template>
      <xsl:value-of select="concat($emphasis, '&#10;', normalize-space($after), '&#10;')"/>
    </xsl:if>
  </xsl:template>

  <!-- What stands before each line of a block: the signs of the quotation or list around it; a dash or a number where an item begins. -->
  <xsl:template match="*" mode="before"/>
  <xsl:template match="tei:quote[tei:p or tei:lg or tei:ab] | tei:floatingText | tei:note[not(@resp)]" mode="before"><xsl:if test="key('block', generate-id())">&gt; </xsl:if></xsl:template>
  <xsl:template match="tei:item" mode="before">
    <xsl:param name="first"/>
    <xsl:variable name="numbered" select="parent::tei:list[@rend='numbered' or @rend='ordered' or @type='ordered']"/>
    <xsl:choose>
      <xsl:when test="$first and $first = generate-id((.//text()[normalize-space()][not(ancestor::tei:surplus)])[1])"><xsl:value-of select="substring('1. - ', 4 - 3 * boolean($numbered), 2 + boolean($numbered))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="substring('   ', 1, 2 + boolean($numbered))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- the sign of a heading; a line under another is bold -->
  <xsl:template match="*" mode="mark"/>
  <xsl:template match="tei:head" mode="mark">
    <xsl:param name="level"/>
    <xsl:variable name="depth" select="count(ancestor::tei:div[ancestor-or-self::tei:div[@type='article']]) + $level + number(not(ancestor::tei:div[@type='article']))"/>
    <xsl:if test="ancestor::tei:div[@type='article'] and $depth &lt; 6"><deeper/></xsl:if>
    <xsl:value-of select="concat(substring('######', 1, $depth), ' ')"/>
  </xsl:template>
  <xsl:template match="tei:figure/tei:head | tei:list/tei:head | tei:lg/tei:head | tei:table/tei:head | tei:floatingText//tei:head | tei:quote//tei:head | tei:item//tei:head" mode="mark" priority="1"/>
  <xsl:template match="tei:head[@type='banner' or @type='kicker' or @type='deck']
    | tei:div[@type='article']/tei:head[@type != 'crosshead' or not(@type)][preceding-sibling::tei:head[@type='main' or not(@type)]]" mode="mark" priority="1"/>
  <xsl:template match="*" mode="emphasis"/>
  <xsl:template match="tei:head[@type='banner' or @type='kicker' or @type='deck'] | tei:figure/tei:head | tei:list/tei:head | tei:lg/tei:head | tei:table/tei:head
    | tei:floatingText//tei:head | tei:quote//tei:head | tei:item//tei:head
    | tei:div[@type='article']/tei:head[@type != 'crosshead' or not(@type)][preceding-sibling::tei:head[@type='main' or not(@type)]] | tei:list/tei:label" mode="emphasis">**</xsl:template>

  <!-- lines of a block end in a backslash, but for the last; taken apart in halves, as in text.xsl -->
  <xsl:template name="lines">
    <xsl:param name="text"/>
    <xsl:param name="before"/>
    <xsl:param name="marked"/>
    <xsl:param name="at" select="floor(string-length($text) div 2)"/>
    <xsl:variable name="rest" select="substring($text, $at + 1)"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '&#10;'))"><xsl:call-template name="line"><xsl:with-param name="line" select="normalize-space($text)"/><xsl:with-param name="marked" select="$marked"/></xsl:call-template></xsl:when>
      <xsl:when test="contains($rest, '&#10;')">
        <xsl:variable name="first" select="concat(substring($text, 1, $at), substring-before($rest, '&#10;'))"/>
        <xsl:variable name="second" select="substring-after($rest, '&#10;')"/>
        <xsl:call-template name="lines"><xsl:with-param name="text" select="$first"/><xsl:with-param name="before" select="$before"/><xsl:with-param name="marked" select="$marked"/></xsl:call-template>
        <xsl:if test="normalize-space($first) and normalize-space($second)"><xsl:value-of select="concat('\&#10;', $before)"/></xsl:if>
        <xsl:call-template name="lines"><xsl:with-param name="text" select="$second"/><xsl:with-param name="before" select="$before"/><xsl:with-param name="marked" select="$marked"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="lines"><xsl:with-param name="text" select="$text"/><xsl:with-param name="before" select="$before"/><xsl:with-param name="marked" select="$marked"/><xsl:with-param name="at" select="floor($at div 2)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <!-- what would make a line a list or a heading is escaped -->
  <xsl:template name="line">
    <xsl:param name="line"/>
    <xsl:param name="marked"/>
    <xsl:variable name="number" select="substring-before(translate($line, ')', '.'), '.')"/>
    <xsl:choose>
      <xsl:when test="$marked"><xsl:value-of select="$line"/></xsl:when>
      <xsl:when test="$line and translate(substring($line, 1, 1), '+-=:', '') = ''"><xsl:value-of select="concat('\', $line)"/></xsl:when>
      <xsl:when test="$number and translate($number, '0123456789', '') = ''"><xsl:value-of select="concat($number, '\', substring($line, 1 + string-length($number)))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- verse: its lines are lines of one block -->
  <xsl:template match="tei:lg[tei:l][not(tei:lg)]" mode="blocks" priority="1">
    <xsl:apply-templates select="*[not(self::tei:l)][following-sibling::tei:l]" mode="parts"/>
    <xsl:variable name="words"><xsl:for-each select="tei:l"><xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if><xsl:apply-templates select="." mode="words"/></xsl:for-each></xsl:variable>
    <xsl:call-template name="put"><xsl:with-param name="block" select="."/><xsl:with-param name="text" select="string($words)"/></xsl:call-template>
    <xsl:apply-templates select="*[not(self::tei:l)][not(following-sibling::tei:l)]" mode="parts"/>
  </xsl:template>

  <!-- an image that the edition has, before what is said of it -->
  <xsl:template match="tei:figure" mode="parts" priority="2">
    <xsl:param name="level" select="0"/>
    <xsl:if test="tei:graphic/@url">
      <xsl:apply-templates select="ancestor::*" mode="before"/>
      <xsl:text>![</xsl:text>
      <xsl:call-template name="escaped"><xsl:with-param name="text" select="normalize-space(tei:figDesc[1])"/><xsl:with-param name="signs" select="$signs"/></xsl:call-template>
      <xsl:value-of select="concat('](', tei:graphic[1]/@url, ')&#10;&#10;')"/>
    </xsl:if>
    <xsl:apply-templates select="." mode="blocks"><xsl:with-param name="level" select="$level"/></xsl:apply-templates>
  </xsl:template>

  <!-- A table has as many columns as its longest row: further ones would be lost. A cell over several is the first of these, the others are empty. Markdown wants a row of labels; where there is none, it is empty. -->
  <xsl:template match="tei:table" mode="blocks" priority="1">
    <xsl:apply-templates select="*[not(self::tei:row)][following-sibling::tei:row]" mode="parts"/>
    <xsl:variable name="before"><xsl:apply-templates select="ancestor::*" mode="before"/></xsl:variable>
    <xsl:variable name="widest"><xsl:for-each select="tei:row"><xsl:sort select="count(tei:cell[not(@cols &gt; 1 and @cols &lt; 1001)]) + sum(tei:cell/@cols[. &gt; 1 and . &lt; 1001])" data-type="number" order="descending"/><xsl:if test="position() = 1"><xsl:value-of select="count(tei:cell[not(@cols &gt; 1 and @cols &lt; 1001)]) + sum(tei:cell/@cols[. &gt; 1 and . &lt; 1001])"/></xsl:if></xsl:for-each></xsl:variable>
    <xsl:variable name="labels" select="tei:row[1][@role='label']"/>
    <xsl:variable name="bars"><xsl:call-template name="repeated"><xsl:with-param name="sign"> --- |</xsl:with-param><xsl:with-param name="n" select="$widest"/></xsl:call-template></xsl:variable>
    <xsl:if test="not($labels)"><xsl:value-of select="concat($before, '|', translate($bars, '-', ' '), '&#10;', $before, '|', $bars, '&#10;')"/></xsl:if>
    <xsl:for-each select="tei:row">
      <xsl:value-of select="concat($before, '|')"/>
      <xsl:for-each select="tei:cell">
        <xsl:variable name="words"><xsl:apply-templates select="." mode="words"/></xsl:variable>
        <xsl:value-of select="concat(' ', normalize-space($words), ' |')"/>
        <xsl:call-template name="repeated"><xsl:with-param name="sign"> |</xsl:with-param><xsl:with-param name="n" select="sum(@cols[. &gt; 1 and . &lt; 1001]) - 1"/></xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="repeated"><xsl:with-param name="sign"> |</xsl:with-param><xsl:with-param name="n" select="($widest - count(tei:cell[not(@cols &gt; 1 and @cols &lt; 1001)]) - sum(tei:cell/@cols[. &gt; 1 and . &lt; 1001])) * ($labels and position() = 1)"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
      <xsl:if test="position() = 1 and $labels"><xsl:value-of select="concat($before, '|', $bars, '&#10;')"/></xsl:if>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
    <xsl:apply-templates select="*[not(self::tei:row)][not(following-sibling::tei:row)]" mode="parts"/>
  </xsl:template>
</xsl:stylesheet>
