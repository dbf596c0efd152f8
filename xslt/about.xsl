<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says, for people: source, rights, licence, who and what made it, how good the text is, how it was transcribed. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:template match="tei:teiHeader" mode="about">
    <section class="about">
      <h2 id="about"><xsl:value-of select="$say/about"/></h2>
      <dl>
        <xsl:apply-templates select="$newspaper/tei:monogr" mode="about"/>
        <xsl:apply-templates select="$newspaper/tei:relatedItem[@type='source'][1]" mode="about-row"/>
        <xsl:apply-templates select="tei:fileDesc/tei:publicationStmt/tei:availability[tei:licence or normalize-space()]" mode="about-row"/>
        <xsl:apply-templates select="tei:fileDesc/tei:titleStmt/tei:respStmt[1] | tei:fileDesc/tei:editionStmt/tei:respStmt[1]" mode="about-row"/>
        <xsl:apply-templates select="(tei:fileDesc/tei:publicationStmt/tei:publisher | tei:fileDesc/tei:publicationStmt/tei:authority)[normalize-space(translate(., '…', ''))][1]" mode="about-row"/>
        <xsl:apply-templates select="tei:fileDesc/tei:publicationStmt/tei:idno[1]" mode="about-row"/>
        <xsl:apply-templates select="tei:revisionDesc/tei:change[1]" mode="about-row"/>
      </dl>
    </section>
    <xsl:apply-templates select=".." mode="quality"/>
    <xsl:if test="tei:encodingDesc/tei:editorialDecl//tei:p">
      <details class="how">
        <summary><xsl:value-of select="$say/how"/></summary>
        <div lang="{(tei:encodingDesc/ancestor-or-self::*/@xml:lang)[last()]}"><xsl:apply-templates select="tei:encodingDesc/tei:editorialDecl//tei:p" mode="about"/></div>
      </details>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:monogr" mode="about">
    <xsl:variable name="imprint" select="tei:imprint/tei:publisher[normalize-space()] | tei:imprint/tei:pubPlace[normalize-space()]"/>
    <xsl:if test="$imprint">
      <div><dt><xsl:value-of select="$say/imprint"/></dt>
        <dd lang="{$text-language}"><xsl:for-each select="$imprint"><xsl:if test="position() &gt; 1"><xsl:value-of select="$say/comma"/></xsl:if><xsl:value-of select="normalize-space()"/></xsl:for-each></dd></div>
    </xsl:if>
    <xsl:for-each select=".//tei:idno[@type='ISSN' or @type='issn' or @type='CN']">
      <div><dt><xsl:value-of select="@type"/></dt><dd><xsl:value-of select="normalize-space()"/></dd></div>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:relatedItem" mode="about-row">
    <div><dt><xsl:value-of select="$say/source"/></dt>
      <xsl:for-each select="../tei:relatedItem[@type='source']/tei:bibl">
        <dd><xsl:attribute name="lang"><xsl:call-template name="phrase-language">
            <xsl:with-param name="text" select="normalize-space(tei:title)"/><xsl:with-param name="header" select="'en'"/>
          </xsl:call-template></xsl:attribute>
          <xsl:call-template name="phrase"><xsl:with-param name="text" select="normalize-space(tei:title)"/></xsl:call-template>
          <xsl:if test="tei:ref"><xsl:text> </xsl:text><code><xsl:value-of select="normalize-space(tei:ref)"/></code></xsl:if></dd>
      </xsl:for-each></div>
  </xsl:template>

  <xsl:template match="tei:availability" mode="about-row">
    <div><dt><xsl:choose>
        <xsl:when test="@n = 'markup'"><xsl:value-of select="$say/licence"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$say/rights"/></xsl:otherwise>
      </xsl:choose></dt>
      <dd><xsl:attribute name="lang"><xsl:call-template name="phrase-language"><xsl:with-param name="text" select="normalize-space()"/></xsl:call-template></xsl:attribute><xsl:apply-templates mode="about"/></dd></div>
  </xsl:template>
  <xsl:template match="tei:availability//text()" mode="about"><xsl:call-template name="phrase"><xsl:with-param name="text" select="."/></xsl:call-template></xsl:template>

  <xsl:template match="tei:respStmt" mode="about-row">
    <div><dt><xsl:value-of select="$say/made-by"/></dt>
      <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:respStmt | $header/tei:fileDesc/tei:editionStmt/tei:respStmt">
        <dd><xsl:attribute name="lang"><xsl:call-template name="phrase-language"><xsl:with-param name="text" select="normalize-space(tei:resp)"/></xsl:call-template></xsl:attribute>
          <xsl:value-of select="normalize-space(tei:name | tei:persName | tei:orgName)"/>
          <xsl:variable name="software" select="$header//tei:appInfo/tei:application[concat('#', @xml:id) = current()/tei:name/@corresp]"/>
          <xsl:if test="$software"><xsl:value-of select="concat(' ', $software/@version)"/></xsl:if>
          <xsl:if test="tei:resp"><xsl:value-of select="$say/colon"/><xsl:call-template name="phrase"><xsl:with-param name="text" select="normalize-space(tei:resp)"/></xsl:call-template></xsl:if>
        </dd>
      </xsl:for-each></div>
  </xsl:template>

  <xsl:template match="tei:publisher | tei:authority" mode="about-row">
    <div><dt><xsl:value-of select="$say/edition"/></dt>
      <dd><xsl:attribute name="lang"><xsl:call-template name="phrase-language"><xsl:with-param name="text" select="normalize-space()"/></xsl:call-template></xsl:attribute><xsl:call-template name="phrase"><xsl:with-param name="text" select="normalize-space()"/></xsl:call-template><xsl:if test="../tei:date"><xsl:value-of select="concat($say/comma, ../tei:date/@when)"/></xsl:if></dd></div>
  </xsl:template>

  <xsl:template match="tei:idno" mode="about-row">
    <div><dt><xsl:value-of select="$say/identifier"/></dt>
      <xsl:for-each select="../tei:idno"><dd><code><xsl:value-of select="normalize-space()"/></code></dd></xsl:for-each></div>
  </xsl:template>

  <xsl:template match="tei:change" mode="about-row">
    <div><dt><xsl:value-of select="$say/status"/></dt>
      <dd><xsl:attribute name="lang"><xsl:call-template name="phrase-language"><xsl:with-param name="text" select="normalize-space()"/></xsl:call-template></xsl:attribute><xsl:call-template name="phrase"><xsl:with-param name="text" select="normalize-space()"/></xsl:call-template></dd></div>
  </xsl:template>

  <!-- header prose -->
  <xsl:template match="tei:licence[@target]" mode="about"><a href="{@target}" rel="license external"><xsl:apply-templates mode="about"/></a></xsl:template>
  <xsl:template match="tei:licence[@target][not(starts-with(@target, 'http'))]" mode="about"><xsl:apply-templates mode="about"/></xsl:template>
  <xsl:template match="tei:p" mode="about"><p><xsl:apply-templates mode="about"/></p></xsl:template>
  <xsl:template match="tei:availability/tei:p | tei:licence/tei:p" mode="about"><xsl:apply-templates mode="about"/></xsl:template>
  <xsl:template match="tei:gi | tei:att | tei:val | tei:code" mode="about"><code><xsl:value-of select="."/></code></xsl:template>

  <!-- Figures of the text's quality, of an article or of the whole file: what was lost, doubtful, changed. Only what is there. -->
  <xsl:template match="*" mode="quality">
    <xsl:variable name="text" select="self::tei:TEI/tei:text | self::tei:div | key('continuation', self::tei:div/@xml:id)"/>
    <section class="quality">
      <h2><xsl:value-of select="$say/quality"/></h2>
      <dl class="figures">
        <xsl:call-template name="figure-row"><xsl:with-param name="label" select="$say/count-lost"/><xsl:with-param name="n" select="sum($text//tei:gap[@unit='chars'][number(@quantity) = number(@quantity)]/@quantity) + count($text//tei:gap[not(@unit='chars')])"/><xsl:with-param name="always" select="true()"/></xsl:call-template>
        <xsl:call-template name="figure-row"><xsl:with-param name="label" select="$say/count-unclear"/><xsl:with-param name="n" select="count($text//tei:unclear)"/></xsl:call-template>
        <xsl:call-template name="figure-row"><xsl:with-param name="label" select="$say/count-supplied"/><xsl:with-param name="n" select="count($text//tei:supplied)"/></xsl:call-template>
        <xsl:call-template name="figure-row"><xsl:with-param name="label" select="$say/count-surplus"/><xsl:with-param name="n" select="count($text//tei:surplus)"/></xsl:call-template>
        <xsl:call-template name="figure-row"><xsl:with-param name="label" select="$say/count-corrected"/><xsl:with-param name="n" select="count($text//tei:choice)"/></xsl:call-template>
        <xsl:call-template name="figure-row"><xsl:with-param name="label" select="$say/count-names"/><xsl:with-param name="n" select="count($text//tei:persName) + count($text//tei:placeName) + count($text//tei:orgName) + count($text//tei:date)"/></xsl:call-template>
        <xsl:call-template name="figure-row"><xsl:with-param name="label" select="$say/count-doubtful"/><xsl:with-param name="n" select="count($text//@cert)"/></xsl:call-template>
      </dl>
    </section>
  </xsl:template>

  <xsl:template name="figure-row">
    <xsl:param name="label"/>
    <xsl:param name="n"/>
    <xsl:param name="always" select="false()"/>
    <xsl:if test="$n &gt; 0 or $always"><div><dt><xsl:value-of select="$label"/></dt><dd><xsl:value-of select="$n"/></dd></div></xsl:if>
  </xsl:template>
</xsl:stylesheet>
