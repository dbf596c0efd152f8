<?xml version="1.0" encoding="UTF-8"?>
<!-- The lines of an article as they were read, beside the same lines in the edition: what was lost, printed twice, supplied or corrected is seen
     in its line; a line that is the same on both sides stands once (converter/publish/source_lines.py finds them). -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:ed="urn:broadsheet:edition" exclude-result-prefixes="tei ed">

  <xsl:key name="source-lines" match="/tei:TEI/ed:source" use="@article"/>

  <xsl:template match="ed:source">
    <details class="source-lines">
      <summary>
        <xsl:value-of select="concat($say/source-lines, $say/colon)"/><xsl:call-template name="counted"><xsl:with-param name="n" select="count(ed:line)"/><xsl:with-param name="of">lines</xsl:with-param></xsl:call-template>
        <xsl:if test="@changed &gt; 0"><xsl:value-of select="$say/comma"/><xsl:call-template name="counted"><xsl:with-param name="n" select="@changed"/><xsl:with-param name="of">changed</xsl:with-param></xsl:call-template></xsl:if>
      </summary>
      <table>
        <thead><tr><th scope="col"><xsl:value-of select="$say/line"/></th><th scope="col"><xsl:value-of select="$say/as-read"/></th><th scope="col"><xsl:value-of select="$say/as-edited"/></th></tr></thead>
        <tbody lang="{$text-language}"><xsl:apply-templates select="ed:line"/></tbody>
      </table>
    </details>
  </xsl:template>

  <xsl:template match="ed:line">
    <tr>
      <xsl:if test="@changed"><xsl:attribute name="class">changed</xsl:attribute></xsl:if>
      <th scope="row"><xsl:if test="@page and (preceding-sibling::ed:line[1]/@page != @page or not(preceding-sibling::ed:line) and following-sibling::ed:line/@page != @page)"><xsl:call-template name="page-words"><xsl:with-param name="page" select="@page"/></xsl:call-template><xsl:text> </xsl:text></xsl:if><xsl:value-of select="@n"/></th>
      <td><xsl:if test="not(ed:edited)"><xsl:attribute name="colspan">2</xsl:attribute></xsl:if><xsl:apply-templates select="ed:read"/></td>
      <xsl:if test="ed:edited"><td><xsl:apply-templates select="ed:edited"/></td></xsl:if>
    </tr>
  </xsl:template>

  <!-- the marks of a line: element, what becomes of it -->
  <xsl:template match="ed:read | ed:edited"><xsl:apply-templates/></xsl:template>
  <xsl:template match="ed:glyph"><span class="glyph" title="{concat($say/as-read, $say/colon, @code)}"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="ed:mark"><span class="{@as}"><xsl:apply-templates/></span></xsl:template>
  <xsl:template match="ed:mark[@as='surplus' or @as='sic' or @as='orig' or @as='abbr' or @as='del']"><del><xsl:apply-templates/></del></xsl:template>
  <xsl:template match="ed:mark[@as='corr' or @as='reg' or @as='expan']"><ins><xsl:apply-templates/></ins></xsl:template>
  <xsl:template match="ed:mark[@as='gap']">
    <xsl:variable name="said" select="concat($say/lost-before, @n, $say/lost-after)"/>
    <span class="gap" role="img" data-mark="{substring('□□□□□□□□□□□□', 1, @n)}" aria-label="{$said}" title="{$said}"/>
  </xsl:template>
</xsl:stylesheet>
