<?xml version="1.0" encoding="UTF-8"?>
<!-- Plain text. Takes one TEI file; gives <site> with a <page href="a1.txt"> per article, which is its text and nothing else, and index.txt, the
     whole issue. A block is a paragraph between empty lines; lines of verse, items and rows follow one another; cells are parted by tabs. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:exsl="http://exslt.org/common" exclude-result-prefixes="tei exsl">
  <xsl:include href="running.xsl"/>

  <xsl:template match="/">
    <xsl:variable name="pages"><xsl:for-each select="$articles"><page href="{@xml:id}.txt"><xsl:apply-templates select="." mode="whole"/></page></xsl:for-each></xsl:variable>
    <site>
      <page href="index.txt">
        <xsl:value-of select="concat($paper, '&#10;')"/>
        <xsl:if test="string($issue-date)"><xsl:call-template name="date-for-people"/><xsl:text>&#10;</xsl:text></xsl:if>
        <xsl:for-each select="exsl:node-set($pages)/page"><xsl:value-of select="concat('&#10;&#10;', .)"/></xsl:for-each>
        <xsl:variable name="besides"><xsl:apply-templates select="tei:TEI/tei:text" mode="besides"/></xsl:variable>
        <xsl:if test="normalize-space($besides)"><xsl:value-of select="concat('&#10;&#10;', $besides)"/></xsl:if>
      </page>
      <xsl:copy-of select="$pages"/>
    </site>
  </xsl:template>

  <xsl:template name="put">
    <xsl:param name="block"/>
    <xsl:param name="text"/>
    <xsl:param name="level"/>
    <xsl:param name="first"/>
    <xsl:if test="normalize-space($text)">
      <xsl:call-template name="lines"><xsl:with-param name="text" select="$text"/></xsl:call-template>
      <xsl:if test="not($block[self::tei:l or self::tei:item or self::tei:row][following-sibling::*])"><xsl:text>&#10;</xsl:text></xsl:if>
    </xsl:if>
  </xsl:template>
  <!-- taken apart in halves: an `ab` can hold a whole page -->
  <xsl:template name="lines">
    <xsl:param name="text"/>
    <xsl:param name="at" select="floor(string-length($text) div 2)"/>
    <xsl:variable name="rest" select="substring($text, $at + 1)"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, '&#10;'))"><xsl:value-of select="concat(normalize-space($text), '&#10;')"/></xsl:when>
      <xsl:when test="contains($rest, '&#10;')">
        <xsl:call-template name="lines"><xsl:with-param name="text" select="concat(substring($text, 1, $at), substring-before($rest, '&#10;'))"/></xsl:call-template>
        <xsl:call-template name="lines"><xsl:with-param name="text" select="substring-after($rest, '&#10;')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="lines"><xsl:with-param name="text" select="$text"/><xsl:with-param name="at" select="floor($at div 2)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a row is a line, as in every table that a program writes; after a cell over several columns the next one stands in its own -->
  <xsl:template match="tei:row" mode="blocks" priority="1">
    <xsl:for-each select="tei:cell">
      <xsl:variable name="words"><xsl:apply-templates select="." mode="words"/></xsl:variable>
      <xsl:if test="position() &gt; 1"><xsl:text>&#9;</xsl:text></xsl:if>
      <xsl:value-of select="normalize-space($words)"/>
      <xsl:if test="following-sibling::tei:cell"><xsl:call-template name="repeated"><xsl:with-param name="sign" select="'&#9;'"/><xsl:with-param name="n" select="sum(@cols[. &gt; 1 and . &lt; 1001]) - 1"/></xsl:call-template></xsl:if>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="not(following-sibling::tei:row)"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>
</xsl:stylesheet>
