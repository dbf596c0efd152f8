<?xml version="1.0" encoding="UTF-8"?>
<!-- What the search can find, as <unit>: articles and their parts on other pages, advertisements, text that no article claims; a file without
     any of these as a whole. converter/publish/search.py adds the words.
     path: of the page that shows it; div: its id; title, page (its label), kind (key of a word in labels.xsl) -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:TEI" mode="units">
    <xsl:variable name="divs" select="tei:text//tei:div[@xml:id][@type='article' or @type='advertisement' or @type='unassigned' or @type='contents']"/>
    <xsl:apply-templates select="$divs" mode="unit"/>
    <xsl:if test="not($divs)">
      <unit path="index.html" kind="article"><xsl:attribute name="title"><xsl:call-template name="issue-title"/></xsl:attribute></unit>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:div" mode="unit">
    <unit div="{@xml:id}">
      <xsl:attribute name="path"><xsl:apply-templates select="." mode="page-name"/></xsl:attribute>
      <xsl:attribute name="title"><xsl:apply-templates select="." mode="unit-title"/></xsl:attribute>
      <xsl:attribute name="page"><xsl:apply-templates select="." mode="page-label"/></xsl:attribute>
      <xsl:attribute name="kind"><xsl:apply-templates select="." mode="unit-kind"/></xsl:attribute>
    </unit>
  </xsl:template>

  <xsl:template match="tei:div" mode="unit-title"><xsl:apply-templates select="." mode="headline"/></xsl:template>
  <!-- what goes on on another page is called like its beginning -->
  <xsl:template match="tei:div[@type='article'][@prev][not(tei:head[@type='main' or not(@type)])]" mode="unit-title">
    <xsl:variable name="first"><xsl:apply-templates select="." mode="first-part"/></xsl:variable>
    <xsl:apply-templates select="(key('article', $first) | .)[1]" mode="headline"/>
  </xsl:template>

  <xsl:template match="tei:div" mode="unit-kind"><xsl:value-of select="@type"/></xsl:template>
  <xsl:template match="tei:div[@type='article'][@subtype]" mode="unit-kind"><xsl:value-of select="@subtype"/></xsl:template>
</xsl:stylesheet>
