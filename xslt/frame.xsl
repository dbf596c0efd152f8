<?xml version="1.0" encoding="UTF-8"?>
<!-- What all pages share: the start of the head, the way past the masthead, the masthead, the colophon. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:include href="tools.xsl"/>

  <xsl:template name="head-start">
    <xsl:param name="title"/>
    <xsl:param name="description"/>
    <xsl:param name="href"/>
    <meta charset="utf-8"/>
    <title><xsl:value-of select="$title"/></title>
    <meta name="viewport" content="width=device-width, initial-scale=1"/>
    <meta name="color-scheme" content="light dark"/>
    <xsl:if test="string($description)"><meta name="description" content="{$description}"/></xsl:if>
    <xsl:if test="string($base-url)">
      <link rel="canonical" href="{$base-url}{$href}"/>
      <meta property="og:url" content="{$base-url}{$href}"/>
      <link rel="alternate" type="application/atom+xml" href="{$root}feed.xml"/>
    </xsl:if>
    <link rel="icon" href="{$root}icon.svg" type="image/svg+xml"/>
    <link rel="stylesheet" href="{$root}edition.css"/>
    <script src="{$root}edition.js"/>
  </xsl:template>

  <xsl:template name="skip-link">
    <a class="skip" href="#text"><xsl:value-of select="$say/skip"/></a>
  </xsl:template>

  <!-- The masthead of an inner page leads back to the issue. page: the label of the newspaper page. -->
  <xsl:template name="masthead">
    <xsl:param name="page"/>
    <header class="masthead">
      <p class="paper" lang="{$text-language}"><a href="index.html"><xsl:value-of select="$paper"/></a></p>
      <p class="issue-line">
        <xsl:call-template name="issue-line"/>
        <xsl:apply-templates select="key('category', substring-after(self::tei:div/@ana, '#'))" mode="section"/>
        <xsl:if test="string($page)"><span class="page"><xsl:call-template name="page-words"><xsl:with-param name="page" select="$page"/></xsl:call-template></span></xsl:if>
        <xsl:if test="string($up)"><a href="{$up}"><xsl:value-of select="$say/all-issues"/></a></xsl:if>
      </p>
      <xsl:call-template name="site-nav"/>
    </header>
  </xsl:template>

  <!-- To the pages that belong to the whole site. here: the one on which it stands. -->
  <xsl:template name="site-nav">
    <xsl:param name="here"/>
    <xsl:variable name="pages" select="$say/index-of[contains(concat(' ', $indexes, ' '), concat(' ', @name, ' '))]"/>
    <div class="site-tools">
      <nav class="site-nav" aria-label="{$say/site-nav}">
        <ul>
          <li><a href="{$root}search.html" data-tool="search"><xsl:if test="$here = 'search'"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="$say/search"/></a></li>
          <xsl:for-each select="$pages">
            <li><a href="{$root}names/{@name}.html"><xsl:if test="@name = $here"><xsl:attribute name="aria-current">page</xsl:attribute></xsl:if><xsl:value-of select="."/></a></li>
          </xsl:for-each>
        </ul>
      </nav>
      <xsl:call-template name="tools"/>
    </div>
  </xsl:template>

  <xsl:template name="colophon">
    <footer class="colophon">
      <xsl:apply-templates select="$header/tei:fileDesc/tei:publicationStmt/tei:availability" mode="colophon"/>
    </footer>
  </xsl:template>

  <xsl:template match="tei:availability" mode="colophon">
    <p><xsl:apply-templates mode="about"/></p>
  </xsl:template>
</xsl:stylesheet>
