<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes an id or a pointer; gives the page and fragment where the reader finds it. Ids are those of the TEI, so addresses are stable. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <!-- what the site shows and a link can reach -->
  <xsl:key name="shown" match="tei:text//*[@xml:id]" use="@xml:id"/>
  <xsl:key name="article" match="tei:div[@type='article'][not(ancestor::tei:div[@type='article'])]" use="@xml:id"/>

  <!-- An article that jumps is one article: its continuations stand on the page of its first part. A continuation follows its
       beginning, so chains that bite their tail cannot occur. -->
  <xsl:key name="continuation" use="substring-after(@prev, '#')"
    match="tei:div[@type='article'][@prev][not(ancestor::tei:div[@type='article'])]
           [generate-id((key('article', substring-after(@prev, '#')) | .)[1]) != generate-id()]"/>
  <xsl:variable name="articles" select="//tei:text//tei:div[@type='article'][not(ancestor::tei:div[@type='article'])]
           [generate-id((key('article', substring-after(@prev, '#')) | .)[1]) = generate-id()]"/>

  <!-- who wrote an article, as a library's catalogue says -->
  <xsl:key name="attributed" match="tei:relatedItem[@type='catalogue']/tei:bibl/tei:author[normalize-space()]" use="substring-after(../tei:ref/@target, '#')"/>

  <!-- the article at the head of a chain -->
  <xsl:template match="tei:div" mode="first-part">
    <xsl:variable name="before" select="(key('article', substring-after(@prev, '#')) | .)[1]"/>
    <xsl:choose>
      <xsl:when test="generate-id($before) != generate-id()"><xsl:apply-templates select="$before" mode="first-part"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@xml:id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- file name of the page that shows a node -->
  <xsl:template match="*" mode="page-name">
    <xsl:variable name="article" select="ancestor-or-self::tei:div[@type='article'][last()]"/>
    <xsl:choose>
      <xsl:when test="$article"><xsl:apply-templates select="$article" mode="first-part"/>.html</xsl:when>
      <xsl:otherwise>index.html</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- full address of a node: its page, and its fragment unless it is the article that the page is named after -->
  <xsl:template match="*" mode="address">
    <xsl:variable name="page"><xsl:apply-templates select="." mode="page-name"/></xsl:variable>
    <xsl:value-of select="$page"/>
    <xsl:if test="concat(@xml:id, '.html') != $page">#<xsl:value-of select="@xml:id"/></xsl:if>
  </xsl:template>

  <!-- the number or name of the page on which a node begins; '' where the file has no page beginnings -->
  <xsl:template match="*" mode="page-label">
    <xsl:value-of select="(preceding::tei:pb[1] | descendant::tei:pb[not(preceding-sibling::node()[normalize-space()])][1])[last()]/@n"/>
  </xsl:template>

  <!-- the pages on which an article stands that jumps, as a citation names them: 1, 3 -->
  <xsl:template match="tei:div" mode="pages">
    <xsl:param name="before"/>
    <xsl:variable name="page"><xsl:apply-templates select="." mode="page-label"/></xsl:variable>
    <xsl:if test="string($page) and $page != string($before)">
      <xsl:if test="string($before)">, </xsl:if>
      <xsl:value-of select="$page"/>
    </xsl:if>
    <xsl:apply-templates select="key('continuation', @xml:id)" mode="pages">
      <xsl:with-param name="before"><xsl:value-of select="$page"/><xsl:if test="not(string($page))"><xsl:value-of select="$before"/></xsl:if></xsl:with-param>
    </xsl:apply-templates>
  </xsl:template>
</xsl:stylesheet>
