<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes <issues> with an <issue href="…"> per TEI file and the calendar (converter/publish/issue_list.py); gives the page that lists them, in
     the order given. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:ed="urn:broadsheet:edition" exclude-result-prefixes="tei ed">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="interface"/>
  <xsl:param name="base-url"/>
  <xsl:param name="indexes"/>
  <xsl:variable name="root" select="''"/>
  <xsl:variable name="issue-date" select="''"/>
  <xsl:variable name="text-language" select="string(/issues/@lang)"/>

  <xsl:include href="labels.xsl"/>
  <xsl:include href="date-words.xsl"/>
  <xsl:include href="frame.xsl"/>
  <xsl:include href="calendar.xsl"/>

  <xsl:template match="/issues">
    <xsl:variable name="title">
      <xsl:choose>
        <xsl:when test="string(@paper)"><xsl:value-of select="@paper"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$say/all-issues"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <html lang="{$say/tag}">
      <head>
        <xsl:call-template name="head-start">
          <xsl:with-param name="title" select="$title"/>
          <xsl:with-param name="description" select="concat($say/all-issues, ' ', count(issue))"/>
          <xsl:with-param name="href">index.html</xsl:with-param>
        </xsl:call-template>
      </head>
      <body>
        <xsl:call-template name="skip-link"/>
        <header class="masthead nameplate"><h1 class="paper"><xsl:if test="string(@paper) and @lang != ''"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if><xsl:value-of select="$title"/></h1><xsl:call-template name="site-nav"/></header>
        <main class="issues" id="text">
          <xsl:apply-templates select="ed:year"/>
          <section class="newspaper-page">
            <h2><xsl:value-of select="$say/all-issues"/></h2>
            <ol class="articles"><xsl:apply-templates select="issue"/></ol>
          </section>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="issue">
    <li>
      <xsl:copy-of select="@id"/>
      <h3 lang="{$text-language}"><a href="{@href}"><xsl:value-of select="@title"/></a></h3>
      <xsl:if test="string(@articles) or @date">
        <p class="facts">
          <xsl:if test="@date"><span><xsl:call-template name="date-for-people"><xsl:with-param name="iso" select="@date"/></xsl:call-template></span></xsl:if>
          <xsl:if test="string(@articles)"><span><xsl:value-of select="concat($say/articles, ' ', @articles)"/></span></xsl:if>
        </p>
      </xsl:if>
    </li>
  </xsl:template>
</xsl:stylesheet>
