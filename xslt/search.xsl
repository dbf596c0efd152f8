<?xml version="1.0" encoding="UTF-8"?>
<!-- Takes <search> with what the filters offer, in order: <issue folder="" title="">, <page>, <kind>; gives the search page.
     The words that search.js needs stand in it, as data or in a template; without JavaScript it says how to find things all the same. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="tei">

  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>
  <xsl:param name="interface"/>
  <xsl:param name="base-url"/>
  <xsl:param name="indexes"/>
  <xsl:variable name="root" select="''"/>
  <xsl:variable name="up" select="''"/>
  <xsl:variable name="text-language" select="string(/search/@lang)"/>

  <xsl:variable name="title">
    <xsl:choose>
      <xsl:when test="string(/search/@title)"><xsl:value-of select="/search/@title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$say/all-issues"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:include href="labels.xsl"/>
  <xsl:include href="frame.xsl"/>

  <xsl:template match="/search">
    <html lang="{$say/tag}">
      <head>
        <xsl:call-template name="head-start">
          <xsl:with-param name="title" select="concat($say/search, ' · ', $title)"/>
          <xsl:with-param name="description" select="concat($say/search-what, $say/colon, $title)"/>
          <xsl:with-param name="href">search.html</xsl:with-param>
        </xsl:call-template>
        <script src="search.js" defer=""/>
      </head>
      <body>
        <xsl:call-template name="skip-link"/>
        <header class="masthead">
          <p class="paper"><a href="index.html"><xsl:if test="$text-language and string(@title)"><xsl:attribute name="lang"><xsl:value-of select="$text-language"/></xsl:attribute></xsl:if><xsl:value-of select="$title"/></a></p>
          <xsl:call-template name="site-nav"><xsl:with-param name="here">search</xsl:with-param></xsl:call-template>
        </header>
        <main class="search" id="text">
          <h1><xsl:value-of select="$say/search"/></h1>
          <noscript><p class="said"><xsl:value-of select="$say/search-without"/> <a href="index.html"><xsl:value-of select="$say/articles"/></a></p></noscript>
          <form role="search" action="search.html" method="get">
            <xsl:if test="@archive"><xsl:attribute name="data-archive"><xsl:value-of select="@archive"/></xsl:attribute></xsl:if>
            <p class="asked">
              <label for="words"><xsl:value-of select="$say/search-words"/></label>
              <input type="search" id="words" name="q" autocomplete="off" spellcheck="false" enterkeyhint="search">
                <xsl:if test="$text-language"><xsl:attribute name="lang"><xsl:value-of select="$text-language"/></xsl:attribute></xsl:if>
              </input>
              <button type="submit"><xsl:value-of select="$say/search"/></button>
            </p>
            <fieldset class="filters">
              <legend><xsl:value-of select="$say/filters"/></legend>
              <xsl:if test="count(issue) &gt; 1">
                <xsl:call-template name="choices"><xsl:with-param name="name">issue</xsl:with-param><xsl:with-param name="label" select="$say/which-issue"/><xsl:with-param name="options" select="issue"/></xsl:call-template>
              </xsl:if>
              <xsl:if test="count(page) &gt; 1">
                <xsl:call-template name="choices"><xsl:with-param name="name">page</xsl:with-param><xsl:with-param name="label" select="$say/newspaper-page"/><xsl:with-param name="options" select="page"/></xsl:call-template>
              </xsl:if>
              <xsl:if test="count(kind) &gt; 1">
                <xsl:call-template name="choices"><xsl:with-param name="name">kind</xsl:with-param><xsl:with-param name="label" select="$say/kind-of"/><xsl:with-param name="options" select="kind"/></xsl:call-template>
              </xsl:if>
              <xsl:if test="@persons">
                <p><label for="person"><xsl:value-of select="$say/who"/></label><input type="text" id="person" name="person" list="persons" autocomplete="off" spellcheck="false"/></p>
                <datalist id="persons"/>
              </xsl:if>
              <p class="loosely"><input type="checkbox" id="loose" name="loose" value="1"/><label for="loose"><xsl:value-of select="$say/loosely"/></label></p>
            </fieldset>
          </form>
          <p class="said found" role="status" data-none="{$say/found-none}" data-found="{$say/found}" data-most="{$say/found-most}" data-least="{$say/found-least}" data-loosely="{$say/found-loosely}" data-failed="{$say/search-failed}"/>
          <p class="wider" hidden=""><button type="button" data-role="wider" data-words="{$say/more-loosely}"/></p>
          <ol class="results" data-role="results"/>
          <p class="further" hidden=""><button type="button" data-role="more"><xsl:value-of select="$say/more-results"/></button></p>
        </main>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="choices">
    <xsl:param name="name"/>
    <xsl:param name="label"/>
    <xsl:param name="options"/>
    <p>
      <label for="{$name}"><xsl:value-of select="$label"/></label>
      <select id="{$name}" name="{$name}">
        <option value=""><xsl:value-of select="$say/all"/></option>
        <xsl:apply-templates select="$options"/>
      </select>
    </p>
  </xsl:template>

  <!-- issues are told by their number in the site -->
  <xsl:template match="issue"><option value="{position() - 1}"><xsl:if test="string(@lang)"><xsl:attribute name="lang"><xsl:value-of select="@lang"/></xsl:attribute></xsl:if><xsl:value-of select="@title"/></option></xsl:template>
  <xsl:template match="page"><option value="{.}"><xsl:call-template name="page-words"><xsl:with-param name="page" select="."/></xsl:call-template></option></xsl:template>
  <xsl:template match="kind">
    <option value="{.}">
      <xsl:choose>
        <xsl:when test="$say/kind[@of = current()]"><xsl:value-of select="$say/kind[@of = current()]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
      </xsl:choose>
    </option>
  </xsl:template>
</xsl:stylesheet>
