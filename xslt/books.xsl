<?xml version="1.0" encoding="UTF-8"?>
<!-- What newspapers seldom have and other TEI does: title pages, dialogue, bibliographies. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:xi="http://www.w3.org/2001/XInclude" exclude-result-prefixes="tei xi">

  <!-- === title pages === -->
  <xsl:template match="tei:titlePage | tei:docTitle"><div class="title-page"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="tei:titlePart | tei:docAuthor | tei:docEdition | tei:docImprint | tei:imprimatur | tei:titlePage/tei:docDate | tei:front/tei:docDate">
    <p class="title-line"><xsl:call-template name="common"/><xsl:apply-templates/></p>
  </xsl:template>
  <xsl:template match="tei:byline//tei:docAuthor | tei:titlePart//tei:docAuthor | tei:p//tei:docAuthor | tei:head//tei:docAuthor" priority="1"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:docDate | tei:pubPlace | tei:publisher | tei:author | tei:editor | tei:biblScope | tei:titlePart//tei:titlePart"><xsl:apply-templates/></xsl:template>

  <!-- === a second heading, of whatever type, is set under the first === -->
  <xsl:template match="tei:div[@type='article']/tei:head[preceding-sibling::tei:head][@type != 'main' and @type != 'banner' and @type != 'kicker' and @type != 'deck' and @type != 'crosshead']" priority="1">
    <p class="deck"><xsl:call-template name="common"/><xsl:apply-templates/></p>
  </xsl:template>

  <!-- === dialogue === -->
  <xsl:template match="tei:sp"><div class="speech"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="tei:speaker"><p class="speaker"><b><xsl:apply-templates/></b></p></xsl:template>
  <xsl:template match="tei:stage"><p class="stage"><i><xsl:apply-templates/></i></p></xsl:template>
  <xsl:template match="tei:p//tei:stage | tei:l//tei:stage | tei:head//tei:stage | tei:speaker//tei:stage"><i class="stage"><xsl:apply-templates/></i></xsl:template>

  <!-- === what another file holds is not here; what is said in its place is (converter/publish/other_habits.py tells of both) === -->
  <xsl:template match="xi:include | xi:fallback"><xsl:apply-templates/></xsl:template>

  <!-- === bibliographies === -->
  <xsl:template match="tei:listBibl"><div class="bibliography"><xsl:call-template name="common"/><xsl:apply-templates/></div></xsl:template>
  <xsl:template match="tei:listBibl/tei:head" priority="1"><p class="list-head"><xsl:apply-templates/></p></xsl:template>
  <xsl:template match="tei:listBibl/tei:bibl"><p class="bibl"><xsl:call-template name="common"/><xsl:apply-templates/></p></xsl:template>
</xsl:stylesheet>
